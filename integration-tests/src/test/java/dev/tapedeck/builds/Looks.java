package dev.tapedeck.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long it took again and again to look at one address. */
final class Looks {
    private static final int USUAL = 20;

    private final Caller caller;
    private final String path;
    private final List<Long> nanos = new ArrayList<>();

    Looks(Caller caller, String path) {
        this.caller = caller;
        this.path = path;
    }

    /** 20 looks, one after another. */
    static Looks at(Caller caller, String path) {
        Looks looks = new Looks(caller, path);
        for (int look = 0; look < USUAL; look++) {
            looks.look();
        }
        return looks;
    }

    Answered look() {
        long before = System.nanoTime();
        Answered seen = caller.get(path);
        nanos.add(System.nanoTime() - before);
        assertThat(seen.status()).as(path).isEqualTo(200);
        return seen;
    }

    Duration median() {
        return Duration.ofNanos(
                nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow());
    }

    Duration longest() {
        return Duration.ofNanos(nanos.stream().max(Long::compare).orElseThrow());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d ms, at most %d ms of %d",
                median().toMillis(),
                longest().toMillis(),
                nanos.size());
    }
}
