package dev.tapedeck.storage.redaction;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Headers.Field;
import dev.tapedeck.redaction.Finding;
import dev.tapedeck.redaction.Redaction;
import dev.tapedeck.redaction.Redactor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Redacts known values, secret-named members and known shapes. Costs a look at each character where there is nothing
 * like a secret, and time linear in the length where there is; a value that asks for more is withheld.
 */
public final class DefaultRedactor implements Redactor {
    private static final String TEXT = "text";
    private static final String WITHHELD = "withheld";

    private final TextScanner scanner;
    private final JsonRedactor json;
    private final QueryRedactor query;

    /**
     * @param installationKey makes the marks of this installation its own; at least one byte
     * @param known the credentials that are found in any place and form
     */
    public DefaultRedactor(byte[] installationKey, KnownSecrets known) {
        Marks marks = new Marks(installationKey);
        scanner = new TextScanner(marks, known);
        json = new JsonRedactor(scanner, marks);
        query = new QueryRedactor(scanner, marks);
    }

    @Override
    public Redaction<Bytes> body(Bytes body, Optional<String> contentType) {
        Optional<String> text = body.validText();
        if (text.isEmpty()) {
            return Redaction.clean(body);
        }
        boolean form = contentType.orElse("").toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
        Redaction<String> redacted = examined(text.get(), form ? query::redact : this::jsonOrText);
        return redacted.findings().isEmpty()
                ? Redaction.clean(body)
                : new Redaction<>(Bytes.utf8(redacted.value()), redacted.findings());
    }

    @Override
    public Redaction<Headers> headers(Headers headers) {
        List<Field> kept = new ArrayList<>();
        List<Redaction<String>> values = new ArrayList<>();
        for (Field field : headers.fields()) {
            if (HeaderRules.keeps(field.name())) {
                String location = "header:" + field.name().toLowerCase(Locale.ROOT);
                Redaction<String> value =
                        examined(field.value(), (text, budget) -> scanner.scan(text, location, budget));
                values.add(value);
                kept.add(new Field(field.name(), value.value()));
            }
        }
        return new Redaction<>(
                new Headers(kept),
                values.stream().flatMap(value -> value.findings().stream()).toList());
    }

    @Override
    public Redaction<String> query(String query) {
        return examined(query, this.query::redact);
    }

    @Override
    public Redaction<String> text(String text) {
        return examined(text, this::plainText);
    }

    private String jsonOrText(String text, Budget budget) {
        if (!JsonRedactor.mayBeJson(text)) {
            return plainText(text, budget);
        }
        Budget forJson = new Budget(text.length());
        try {
            String redacted = json.redact(text, forJson);
            forJson.findings().forEach(finding -> budget.found(finding.rule(), finding.location()));
            return redacted;
        } catch (StreamConstraintsException tooDeep) {
            throw new Budget.Exceeded("its JSON is nested too deep");
        } catch (IOException noJson) {
            return plainText(text, budget);
        }
    }

    private String plainText(String text, Budget budget) {
        return scanner.scan(text, TEXT, budget);
    }

    /** Fails closed: whatever goes wrong, the text is withheld. */
    private static Redaction<String> examined(String text, BiFunction<String, Budget, String> way) {
        Budget budget = new Budget(text.length());
        try {
            String value = way.apply(text, budget);
            return budget.findings().isEmpty() ? Redaction.clean(text) : new Redaction<>(value, budget.findings());
        } catch (Budget.Exceeded exceeded) {
            return withheld(exceeded.reason());
        } catch (RuntimeException unexpected) {
            return withheld("it could not be examined");
        }
    }

    private static Redaction<String> withheld(String reason) {
        return new Redaction<>(Marks.withheld(reason), List.of(new Finding(WITHHELD, TEXT)));
    }
}
