package dev.tapedeck.storage.prompt;

import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateNode.Origin;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is wrong with a template, in words that name its line. */
final class TemplateFaults {
    static final String TOO_DEEP = "The prompt has too many sections or brackets inside each other. Make it flatter.";

    /** How Qute begins its messages. */
    private static final Pattern OPENING = Pattern.compile("(Parser|Rendering) error( in template \\[[^]]*])?:? ?");

    private static final Pattern CLASS = Pattern.compile("\\[(?:\\w+\\.)+\\w+]");
    private static final String MISSING = "EVALUATOR_PROPERTY_NOT_FOUND";
    private static final String PARSING = "PARSER";

    private TemplateFaults() {}

    /** @param failed while Qute parsed or rendered */
    static String of(RuntimeException failed) {
        List<Throwable> causes = Stream.iterate((Throwable) failed, cause -> cause != null, Throwable::getCause)
                .toList()
                .reversed();
        return causes.stream()
                .filter(PromptFault.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst()
                .or(() -> causes.stream()
                        .filter(TemplateException.class::isInstance)
                        .map(cause -> of((TemplateException) cause))
                        .findFirst())
                .orElseGet(() -> somewhere("a value isn't what its place needs"));
    }

    private static String of(TemplateException failed) {
        String code = failed.getCodeName().orElse("");
        if (code.equals(MISSING)) {
            return placed(failed, missing(failed));
        }
        String message = OPENING.matcher(String.valueOf(failed.getMessage())).replaceFirst("");
        String wayOut = code.startsWith(PARSING) ? ". A brace that is only text is written \\{" : "";
        return placed(failed, CLASS.matcher(message).replaceAll("a value") + wayOut);
    }

    private static String placed(TemplateException failed, String what) {
        return Optional.ofNullable(failed.getOrigin())
                .map(origin -> inLine(origin, what))
                .orElseGet(() -> somewhere(what));
    }

    private static String missing(TemplateException failed) {
        return "'{%1$s}' isn't there. Where it may be missing, write {%1$s ?: 'what else'}"
                .formatted(failed.getArguments().get("expression"));
    }

    static String inLine(Origin origin, String what) {
        return "Line %d of the prompt: %s.".formatted(origin.getLine(), what);
    }

    static String somewhere(String what) {
        return "The prompt can't be rendered: %s.".formatted(what);
    }
}
