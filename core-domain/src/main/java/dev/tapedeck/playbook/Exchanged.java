package dev.tapedeck.playbook;

import dev.tapedeck.build.Money;
import dev.tapedeck.build.Provenance.Tokens;
import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Provenance;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.run.RunEntry;
import java.time.Duration;
import java.util.Optional;

/**
 * A call that was answered, to the end.
 *
 * @param duration until its end
 */
record Exchanged(Call call, int status, Headers headers, Bytes body, Provenance provenance, Duration duration) {
    /** No answer may be longer. */
    private static final int LARGEST = 16 << 20;

    /**
     * Makes the call. One that fails goes into the timeline.
     *
     * @throws FailedCall as the stages say, or {@code TooLarge}
     */
    static Exchanged of(Call call, Stage stage, Optional<String> model, Time time) {
        long begun = time.nanos();
        try (Answer answer = stage.calls().exchange(call)) {
            Bytes body = answer.whole(LARGEST);
            Duration duration = Duration.ofNanos(time.nanos() - begun);
            return new Exchanged(call, answer.status(), answer.headers(), body, answer.provenance(), duration);
        } catch (FailedCall failed) {
            Duration duration = Duration.ofNanos(time.nanos() - begun);
            stage.timeline().accept(entry(call, model, failed, duration));
            throw failed;
        }
    }

    private static RunEntry.Call entry(Call call, Optional<String> model, FailedCall failed, Duration duration) {
        Provenance from = failed.provenance();
        return new RunEntry.Call(
                call.request().provider(),
                call.request().method(),
                call.request().path(),
                model,
                Optional.empty(),
                Optional.empty(),
                from.source().id(),
                0,
                Optional.of(failed.failure().code()),
                from.interaction(),
                from.attempts(),
                duration);
    }

    /** Whether it cost nothing now. */
    boolean isPlayed() {
        return provenance.source() == Provenance.Source.REPLAYED;
    }

    RunEntry.Call entry(Optional<String> model, Optional<Tokens> tokens, Optional<Money> cost) {
        return new RunEntry.Call(
                call.request().provider(),
                call.request().method(),
                call.request().path(),
                model,
                tokens,
                cost,
                provenance.source().id(),
                status,
                Optional.empty(),
                provenance.interaction(),
                provenance.attempts(),
                duration);
    }
}
