package dev.tapedeck.storage.search;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.redaction.Redaction;
import dev.tapedeck.redaction.Redactor;
import dev.tapedeck.storage.redaction.DefaultRedactor;
import dev.tapedeck.storage.redaction.KnownSecrets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Redacts, and remembers which bodies it saw: what was read. */
final class WatchedRedactor implements Redactor {
    private final Redactor redactor = new DefaultRedactor(new byte[] {1}, new KnownSecrets(List.of()));
    private final List<String> seen = new CopyOnWriteArrayList<>();

    /** The bodies since the last call. */
    List<String> seen() {
        List<String> bodies = List.copyOf(seen);
        seen.clear();
        return bodies;
    }

    @Override
    public Redaction<Bytes> body(Bytes body, Optional<String> contentType) {
        seen.add(body.text());
        return redactor.body(body, contentType);
    }

    @Override
    public Redaction<Headers> headers(Headers headers) {
        return redactor.headers(headers);
    }

    @Override
    public Redaction<String> query(String query) {
        return redactor.query(query);
    }

    @Override
    public Redaction<String> text(String text) {
        return redactor.text(text);
    }
}
