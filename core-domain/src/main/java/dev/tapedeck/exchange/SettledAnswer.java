package dev.tapedeck.exchange;

import java.util.Optional;

/** A whole answer in memory, called for in another way than by this call. */
public final class SettledAnswer implements Answer {
    private final int status;
    private final Headers headers;
    private Optional<Chunk> body;

    public SettledAnswer(int status, Headers headers, Bytes body) {
        this.status = status;
        this.headers = headers;
        this.body = body.isEmpty() ? Optional.empty() : Optional.of(new Chunk(0, body));
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public Provenance provenance() {
        return Provenance.LIVE;
    }

    @Override
    public Optional<Chunk> next() {
        Optional<Chunk> next = body;
        body = Optional.empty();
        return next;
    }

    @Override
    public void cancel() {
        // it is all there
    }

    @Override
    public void close() {
        // it holds nothing
    }
}
