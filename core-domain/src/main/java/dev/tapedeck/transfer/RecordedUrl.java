package dev.tapedeck.transfer;

import dev.tapedeck.exchange.Bytes;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL as a recording has it, read by hand: it may have no scheme or no host, hold placeholders such as
 * {@code <HOST>}, or characters that no request line may hold (RFC 9112, section 3.2). User, password and fragment are
 * left out: they never went over the wire as part of the target.
 *
 * @param scheme lower case; nothing if the URL has none
 * @param authority host and port, lower case, without the scheme's own port; nothing if the URL has no host
 * @param path percent-encoded, beginning with a slash
 * @param query percent-encoded, without the question mark
 * @param mended whether something was encoded that the file has as it is
 */
record RecordedUrl(String scheme, String authority, String path, Optional<String> query, boolean mended) {
    private static final Pattern FORM = Pattern.compile(
            "(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://|(?<slashes>//))?(?<host>[^/?]*)(?<path>[^?]*)"
                    + "(?:\\?(?<query>.*))?",
            Pattern.DOTALL);
    /** Without a scheme, a first segment without any of these is part of the path. */
    private static final Pattern LOOKS_LIKE_A_HOST = Pattern.compile(".*[.:<>{}$].*|localhost", Pattern.DOTALL);

    /** Reserved names (RFC 6761) such as those of Tapedeck's own exports lead nowhere. */
    private static final Pattern HOST =
            Pattern.compile("(?!.*\\.invalid(:|$))([a-z0-9_]([a-z0-9._-]*[a-z0-9])?|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

    private static final Pattern PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final String PLAIN = "-._~:/?@!$&'()*+,;=%";
    private static final String PLAIN_IN_QUERY = PLAIN + "[]";
    private static final Pattern DOT_SEGMENT = Pattern.compile("/(?:\\.|%2[eE]){1,2}(?=/|$)");

    static RecordedUrl parse(String url) {
        int fragment = url.indexOf('#');
        Matcher parts = FORM.matcher((fragment < 0 ? url : url.substring(0, fragment)).strip());
        if (!parts.matches()) {
            throw new IllegalStateException("The form takes any text.");
        }
        String scheme = Optional.ofNullable(parts.group("scheme")).orElse("").toLowerCase(Locale.ROOT);
        String host = parts.group("host");
        boolean relative = scheme.isEmpty()
                && parts.group("slashes") == null
                && !LOOKS_LIKE_A_HOST.matcher(host).matches();
        String path = (relative && !host.isEmpty() ? "/" + host : "") + parts.group("path");
        String lawfulPath = path.isEmpty() ? "/" : lawful(path, PLAIN);
        Optional<String> query = Optional.ofNullable(parts.group("query"));
        Optional<String> lawfulQuery = query.map(text -> lawful(text, PLAIN_IN_QUERY));
        return new RecordedUrl(
                scheme,
                relative ? "" : authority(scheme, host),
                lawfulPath,
                lawfulQuery,
                !path.isEmpty() && !lawfulPath.equals(path) || !lawfulQuery.equals(query));
    }

    /** Host and port as they are compared. */
    static String authority(String scheme, String written) {
        String host = written.substring(written.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        String port = switch (scheme) {
            case "https", "" -> ":443";
            case "http" -> ":80";
            default -> ":";
        };
        return host.endsWith(port) ? host.substring(0, host.length() - port.length()) : host;
    }

    private static String lawful(String part, String plain) {
        StringBuilder written = new StringBuilder(part.length() + 16);
        PERCENT.matcher(part).replaceAll("%25").codePoints().forEach(point -> append(written, point, plain));
        return written.toString();
    }

    private static void append(StringBuilder written, int point, String plain) {
        boolean letterOrDigit = point < 0x80 && Character.isLetterOrDigit(point);
        if (letterOrDigit || plain.indexOf(point) >= 0) {
            written.append((char) point);
        } else {
            for (byte each : Bytes.utf8(Character.toString(point)).array()) {
                written.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
            }
        }
    }

    /** Whether a segment points upward: no client sends such a path, and the door takes none. */
    boolean climbs() {
        return DOT_SEGMENT.matcher(path).find();
    }

    /** The URL of the host, if there is one and not just a placeholder; a URL without a scheme is taken for https. */
    Optional<String> base() {
        boolean web = scheme.isEmpty() || scheme.equals("https") || scheme.equals("http");
        return web && HOST.matcher(authority).matches()
                ? Optional.of((scheme.isEmpty() ? "https" : scheme) + "://" + authority)
                : Optional.empty();
    }

    /** Path and query, as they stand in a request line. */
    String target() {
        return query.map(text -> path + "?" + text).orElse(path);
    }
}
