package dev.tapedeck.cassette;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of a content-type header.
 *
 * @param text as sent
 */
record ContentType(String text) {
    private static final String BOUNDARY = "boundary";
    private static final Pattern PARAMETER =
            Pattern.compile("\\G[ \\t]*;[ \\t]*([^\\s;=\"]++)=(?:\"([^\"\\\\]*+)\"|([^\\s;\"]*+))[ \\t]*+");

    /** Type and subtype, lower case. */
    String essence() {
        int end = text.indexOf(';');
        return (end < 0 ? text : text.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    boolean isJson() {
        String essence = essence();
        return essence.equals("application/json") || essence.endsWith("+json");
    }

    /** The parts of a body of this type, if it is multipart and whole. */
    Optional<Multipart> multipart(byte[] body) {
        String essence = essence();
        if (!essence.startsWith("multipart/")) {
            return Optional.empty();
        }
        Map<String, String> parameters = parameters();
        String boundary = parameters.remove(BOUNDARY);
        return boundary == null
                ? Optional.empty()
                : MultipartReader.read(body, boundary).map(parts -> new Multipart(essence, parameters, body, parts));
    }

    /** The parameters by lower-case name; none if they can't be read. */
    private Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        int end = Math.max(0, text.indexOf(';'));
        Matcher matcher = PARAMETER.matcher(text).region(end, text.length());
        while (matcher.find()) {
            String value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            parameters.put(matcher.group(1).toLowerCase(Locale.ROOT), value);
            end = matcher.end();
        }
        return end == text.length() ? parameters : new TreeMap<>();
    }
}
