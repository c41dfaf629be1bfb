package dev.tapedeck.storage.formats;

import dev.tapedeck.exchange.Bytes;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The ids and places by which Polly.JS finds the entries of its recordings: the MD5 of what its tests match requests by,
 * as stable JSON. By default these are method, URL, body and all headers; the headers aren't on a tape, so these ids are
 * the ones of tests that say {@code matchRequestsBy: {headers: false}}. For one file, used by one thread.
 */
final class PollyIds {
    private static final Pattern URL =
            Pattern.compile("([^/?#]*//[^/?#]*)([^?#]*)(?:\\?([^#]*))?(?:#.*)?", Pattern.DOTALL);
    private static final Pattern DEFAULT_PORT =
            Pattern.compile("(?<=^https://[^/]{0,300}):443$|(?<=^http://[^/]{0,300}):80$");
    private static final Pattern PARAMETER = Pattern.compile("([^=?#&]+)=?([^&]*)");

    /** What {@code encodeURIComponent} leaves alone and Java's encoder doesn't, and the other way round. */
    private static final Map<String, String> AS_SCRIPTS_ENCODE =
            Map.of("+", "%20", "%21", "!", "%27", "'", "%28", "(", "%29", ")", "%7E", "~");

    private final Map<String, Integer> orders = new HashMap<>();

    /** Which of the requests of that id this one is, from 0. */
    int order(String id) {
        return orders.merge(id, 1, Integer::sum) - 1;
    }

    static String id(String method, String url, Bytes body) {
        List<Value.Member> identifiers = new ArrayList<>();
        if (!body.isEmpty()) {
            identifiers.add(member(
                    "body", body.validText().orElseGet(() -> Base64.getEncoder().encodeToString(body.array()))));
        }
        identifiers.add(member("method", method));
        identifiers.add(member("url", normal(url)));
        return md5(JsonText.COMPACT.of(new Value.Fields(identifiers, "")));
    }

    private static Value.Member member(String name, String text) {
        return new Value.Member(name, new Value.Text(text, Value.Form.STRING));
    }

    @SuppressWarnings("WeakMessageDigestAlgorithm") // the names are Polly's, nothing is protected by them
    private static String md5(Bytes bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes.array()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has MD5.", impossible);
        }
    }

    /** The URL with its parameters sorted, each name once, and without a fragment. */
    private static String normal(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            return url;
        }
        String query = parts.group(3) == null ? "" : query(parts.group(3));
        String host = parts.group(1).toLowerCase(Locale.ROOT);
        return DEFAULT_PORT.matcher(host).replaceFirst("")
                + (parts.group(2).isEmpty() ? "/" : parts.group(2))
                + (query.isEmpty() ? "" : "?" + query);
    }

    private static String query(String text) {
        SortedMap<String, String> parameters = new TreeMap<>();
        Matcher parameter = PARAMETER.matcher(text);
        while (parameter.find()) {
            try {
                parameters.putIfAbsent(decoded(parameter.group(1)), decoded(parameter.group(2)));
            } catch (IllegalArgumentException undecodable) {
                continue; // Polly leaves it out too
            }
        }
        return parameters.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        for (Map.Entry<String, String> other : AS_SCRIPTS_ENCODE.entrySet()) {
            encoded = encoded.replace(other.getKey(), other.getValue());
        }
        return encoded;
    }
}
