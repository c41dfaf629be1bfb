package dev.tapedeck.redaction;

import dev.tapedeck.Port;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import java.util.Optional;

/**
 * Finds secrets and replaces them. Pure: the input is never changed, equal inputs give equal results within one
 * installation. Member names, keys of maps and the shape of a document are kept; only values are replaced, by
 * {@code «redacted:<rule>:<4 hex>»}. Fails closed: what can't be examined is withheld ({@code «withheld: …»}), never
 * passed through. Thread-safe.
 */
@Port
public interface Redactor {
    /**
     * A body, as JSON where it is JSON, else as text; bytes that are no UTF-8 text are looked at no further and stay.
     * JSON in which nothing is found keeps its very bytes.
     */
    Redaction<Bytes> body(Bytes body, Optional<String> contentType);

    /** The headers worth keeping (an allow-list: everything else is left out, without a finding), redacted. */
    Redaction<Headers> headers(Headers headers);

    /** A query string: values of secret-named parameters and values of known shapes are replaced. */
    Redaction<String> query(String query);

    /** Any text for people: an error message, a log line. */
    Redaction<String> text(String text);
}
