package dev.tapedeck.storage.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;

/** Query strings and form bodies: parameters with names of secrets, and secrets in any other. */
final class QueryRedactor {
    private static final String RULE = "secret-parameter";

    private final TextScanner scanner;
    private final Marks marks;

    QueryRedactor(TextScanner scanner, Marks marks) {
        this.scanner = scanner;
        this.marks = marks;
    }

    /** The query with marks in place of secrets; the very query if there are none. */
    String redact(String query, Budget budget) {
        List<String> parameters = new ArrayList<>();
        boolean changed = false;
        for (String parameter : query.split("&", -1)) {
            String redacted = parameter(parameter, budget);
            changed |= !redacted.equals(parameter);
            parameters.add(redacted);
        }
        return changed ? String.join("&", parameters) : query;
    }

    private String parameter(String parameter, Budget budget) {
        int equals = parameter.indexOf('=');
        if (equals < 0) {
            return scanner.scan(parameter, "query", budget);
        }
        String name = decoded(parameter.substring(0, equals));
        String value = parameter.substring(equals + 1);
        return parameter.substring(0, equals + 1) + value(name, value, "query:" + name, budget);
    }

    private String value(String name, String value, String location, Budget budget) {
        String decoded = decoded(value);
        if (decoded.isEmpty() || Marks.isMark(decoded)) {
            return value;
        }
        if (SecretNames.isSecretParameter(name)) {
            budget.found(RULE, location);
            return marks.of(RULE, decoded);
        }
        String redacted = scanner.scan(decoded, location, budget);
        return redacted.equals(decoded) ? value : redacted;
    }

    /** What the parameter says; as it stands if its escapes are broken. */
    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded, UTF_8);
        } catch (IllegalArgumentException broken) {
            return encoded;
        }
    }
}
