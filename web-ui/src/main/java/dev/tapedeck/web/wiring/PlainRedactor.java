package dev.tapedeck.web.wiring;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.redaction.Redaction;
import dev.tapedeck.redaction.Redactor;
import java.util.Optional;

/** Stands in until the default redactor is merged. */
final class PlainRedactor implements Redactor {
    @Override
    public Redaction<Bytes> body(Bytes body, Optional<String> contentType) {
        return Redaction.clean(body);
    }

    @Override
    public Redaction<Headers> headers(Headers headers) {
        return Redaction.clean(headers.without(field -> !field.is("content-type")));
    }

    @Override
    public Redaction<String> query(String query) {
        return Redaction.clean(query);
    }

    @Override
    public Redaction<String> text(String text) {
        return Redaction.clean(text);
    }
}
