package dev.tapedeck.storage.prompt;

import io.quarkus.qute.TemplateNode.Origin;

/**
 * What is wrong with a template or its rendering, in words for people. Thrown through Qute, whose own exception would take
 * the braces in them for a template. Never leaves this package.
 */
final class PromptFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PromptFault(String what) {
        super(TemplateFaults.somewhere(what));
    }

    PromptFault(Origin origin, String what) {
        super(TemplateFaults.inLine(origin, what));
    }
}
