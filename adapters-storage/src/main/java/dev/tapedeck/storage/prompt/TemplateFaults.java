package dev.tapedeck.storage.prompt;

import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateNode.Origin;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is wrong with a template, in words that name its line. */
final class TemplateFaults {
    static final String TOO_DEEP = "The prompt has too many sections or brackets inside each other. Make it flatter.";

    /** How Qute begins its messages. */
    private static final Pattern OPENING = Pattern.compile("(Parser|Rendering) error( in template \\[[^]]*])?:? ?");

    private static final String MISSING = "EVALUATOR_PROPERTY_NOT_FOUND";

    private TemplateFaults() {}

    /** @param failed by Qute, while it parsed or rendered */
    static String of(RuntimeException failed) {
        if (failed instanceof TemplateException inTemplate) {
            return of(inTemplate);
        }
        return failed.getCause() instanceof TemplateException inTemplate
                ? of(inTemplate)
                : "The prompt can't be rendered: a value in it isn't what its place needs.";
    }

    private static String of(TemplateException failed) {
        String message = OPENING.matcher(String.valueOf(failed.getMessage())).replaceFirst("");
        boolean isMissing = failed.getCodeName().filter(MISSING::equals).isPresent();
        return inLine(
                failed.getOrigin(),
                isMissing ? missing(failed) : message + ". A brace that is only text is written \\{");
    }

    private static String missing(TemplateException failed) {
        return "'{%1$s}' isn't there. Where it may be missing, write {%1$s ?: 'what else'}"
                .formatted(failed.getArguments().get("expression"));
    }

    static String inLine(Origin origin, String what) {
        return Optional.ofNullable(origin)
                .map(place -> "Line %d of the prompt: %s.".formatted(place.getLine(), what))
                .orElseGet(() -> "The prompt: %s.".formatted(what));
    }
}
