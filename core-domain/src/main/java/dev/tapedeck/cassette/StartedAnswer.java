package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Provenance;
import java.util.Optional;

/** An answer whose first chunk has arrived, so that it can't fail any more before one byte was delivered. */
final class StartedAnswer implements Answer {
    private final Answer live;
    private Optional<Chunk> first;

    /** @throws FailedCall if the answer breaks before its first chunk; it is closed then */
    StartedAnswer(Answer live) {
        this.live = live;
        boolean started = false;
        try {
            first = live.next();
            started = true;
        } finally {
            if (!started) {
                live.close();
            }
        }
    }

    @Override
    public int status() {
        return live.status();
    }

    @Override
    public Headers headers() {
        return live.headers();
    }

    @Override
    public Provenance provenance() {
        return live.provenance();
    }

    @Override
    public Optional<Chunk> next() {
        if (first.isPresent()) {
            Optional<Chunk> chunk = first;
            first = Optional.empty();
            return chunk;
        }
        return live.next();
    }

    @Override
    public void cancel() {
        live.cancel();
    }

    @Override
    public void close() {
        live.close();
    }
}
