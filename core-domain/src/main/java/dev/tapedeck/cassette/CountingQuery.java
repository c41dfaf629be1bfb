package dev.tapedeck.cassette;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What counts of a query: its parameters as sent, without those that bear a secret, sorted by name. */
final class CountingQuery {
    /** Names whose values are secrets or signatures, lower case and without separators. */
    private static final Set<String> SECRET = Set.of(
            "accesskey",
            "accesstoken",
            "apikey",
            "apitoken",
            "auth",
            "authkey",
            "authorization",
            "authtoken",
            "bearer",
            "clientsecret",
            "credential",
            "credentials",
            "idtoken",
            "key",
            "ocpapimsubscriptionkey",
            "passwd",
            "password",
            "refreshtoken",
            "secret",
            "secretkey",
            "securitytoken",
            "sessiontoken",
            "sig",
            "signature",
            "subscriptionkey",
            "token",
            "xamzcredential",
            "xamzsecuritytoken",
            "xamzsignature",
            "xapikey",
            "xgoogapikey",
            "xgoogcredential",
            "xgoogsignature");

    private static final Pattern PARAMETERS = Pattern.compile("&");
    private static final Pattern SEPARATORS = Pattern.compile("[-_.]");

    private CountingQuery() {}

    /** @param query without the question mark; parameters of one name keep their order */
    static String of(String query) {
        return Stream.of(PARAMETERS.split(query))
                .filter(parameter -> !isSecret(name(parameter)))
                .sorted(Comparator.comparing(CountingQuery::name))
                .collect(Collectors.joining("&"));
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? parameter : parameter.substring(0, equals);
    }

    private static boolean isSecret(String name) {
        String plain = SEPARATORS.matcher(decoded(name)).replaceAll("");
        return SECRET.contains(plain.toLowerCase(Locale.ROOT));
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, UTF_8);
        } catch (IllegalArgumentException malformed) {
            return name;
        }
    }
}
