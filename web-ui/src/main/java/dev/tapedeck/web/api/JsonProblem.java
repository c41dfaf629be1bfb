package dev.tapedeck.web.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.tapedeck.exchange.Suggestion;
import java.io.CharConversionException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what is wrong in a JSON body: line, column and member, in words that name no class. */
final class JsonProblem {
    private JsonProblem() {}

    static Refusal of(JacksonException wrong) {
        return switch (wrong) {
            case StreamConstraintsException tooMuch ->
                malformed(
                        tooMuch.getLocation(), "The body is nested too deeply, or a name, number or text is too long.");
            case StreamReadException broken -> malformed(broken.getLocation(), broken.getOriginalMessage() + ".");
            case UnrecognizedPropertyException unknown -> unknownMember(unknown);
            case InvalidNullException missing -> member(missing, "must be there, and not null");
            case MismatchedInputException mismatched -> mismatched(mismatched);
            case JsonMappingException wrapping when wrapping.getCause() instanceof JacksonException cause -> of(cause);
            case JsonMappingException wrapping when wrapping.getCause() instanceof CharConversionException -> notText();
            default -> malformed(wrong.getLocation(), "The body can't be read.");
        };
    }

    static Refusal notText() {
        return new Refusal(Problem.INVALID_JSON, "The body is no text in UTF-8, UTF-16 or UTF-32.");
    }

    static Refusal missing() {
        return new Refusal(
                Problem.INVALID_JSON, "A body is needed: send a JSON object. See /q/openapi for its members.");
    }

    private static Refusal malformed(@Nullable JsonLocation at, String what) {
        return new Refusal(Problem.INVALID_JSON, what + place(at));
    }

    private static String place(@Nullable JsonLocation at) {
        return at == null || at.getLineNr() < 1
                ? ""
                : " See line %d, column %d.".formatted(at.getLineNr(), at.getColumnNr());
    }

    private static Refusal unknownMember(UnrecognizedPropertyException unknown) {
        Collection<Object> ids =
                Optional.ofNullable(unknown.getKnownPropertyIds()).orElse(List.of());
        List<String> known = ids.stream().map(String::valueOf).toList();
        String message = Suggestion.unknown("member", unknown.getPropertyName(), known);
        return Refusal.member(pointer(unknown), message);
    }

    private static Refusal mismatched(MismatchedInputException wrong) {
        String told = String.valueOf(wrong.getOriginalMessage());
        if (told.startsWith("Trailing token")) {
            return malformed(wrong.getLocation(), "Something follows after the end of the JSON object.");
        }
        return member(wrong, "must be " + expected(wrong.getTargetType()));
    }

    private static Refusal member(JsonMappingException wrong, String what) {
        String pointer = pointer(wrong);
        String subject = pointer.isEmpty() ? "The body" : "'%s'".formatted(pointer);
        return Refusal.member(pointer, "%s %s.%s".formatted(subject, what, place(wrong.getLocation())));
    }

    private static String pointer(JsonMappingException wrong) {
        return wrong.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .map(token -> "/" + token.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a string";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a whole number";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : "of another type";
    }
}
