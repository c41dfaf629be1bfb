package dev.tapedeck.pipeline;

import java.util.List;

/** Takes every text for a template without names, but for those that say FAULT. */
public final class PlainPrompts implements PromptRenderer {
    @Override
    public String render(String template, Scope scope) {
        return template;
    }

    @Override
    public List<String> faults(String template, Gathering gathering) {
        return template.contains("FAULT")
                ? List.of("Line 1 of the prompt: a fault.", "Line 2 of the prompt: another.")
                : List.of();
    }
}
