package dev.tapedeck.run;

import dev.tapedeck.exchange.AllowedHosts;
import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Deadline;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Terms;
import dev.tapedeck.exchange.Time;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what the programs of runs offer while they go on: only at hosts that are allowed. Thread-safe. */
public final class LiveSources {
    private static final int LARGEST = 16 << 20;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Provider live;
    private final AllowedHosts hosts;
    private final Time time;

    /** @param live the whole stage line */
    public LiveSources(Provider live, AllowedHosts hosts, Time time) {
        this.live = live;
        this.hosts = hosts;
        this.time = time;
    }

    /**
     * Makes sure that a run may be watched there.
     *
     * @throws InvalidRun if its host isn't allowed
     */
    public void check(String member, URI source) {
        if (hosts.provider(source.toString()).isEmpty()) {
            throw new InvalidRun(member, hosts.refusal(source.toString()));
        }
    }

    /**
     * Opens one: its answer is a good one, and to be closed.
     *
     * @throws FailedCall if it can't be had
     */
    public Answer open(URI source, Headers headers) {
        return good(new Call(request(source, headers), Lane.MAIN, Terms.of(Effect.SAFE)));
    }

    private ProviderRequest request(URI source, Headers headers) {
        ProviderName provider = hosts.provider(source.toString())
                .orElseThrow(() -> FailedCall.rejected(new Failure.Invalid("host", hosts.refusal(source.toString()))));
        String path = source.getRawPath() == null || source.getRawPath().isEmpty() ? "/" : source.getRawPath();
        return new ProviderRequest(
                provider,
                Dialect.GENERIC,
                "GET",
                path,
                Optional.ofNullable(source.getRawQuery()),
                headers,
                Bytes.EMPTY);
    }

    private Answer good(Call call) {
        Answer answer = live.exchange(call);
        if (answer.status() == 200) {
            return answer;
        }
        answer.close();
        throw FailedCall.live(
                new Failure.Unreachable("The run's source answered with status %d.".formatted(answer.status())));
    }

    /** Whether that failure says that a source is gone: it isn't if the call was refused here, or nothing came for a while. */
    public static boolean isGone(Failure failure) {
        return failure instanceof Failure.Upstream
                && !(failure instanceof Failure.TimedOut late && late.phase() == Failure.TimedOut.Phase.IDLE);
    }

    /**
     * All that one has.
     *
     * @throws FailedCall if it can't be had at once, takes longer than 10 seconds, or is over 16 MiB
     */
    public RunLog.Trace whole(URI source) {
        try {
            return read(source);
        } catch (FailedCall failed) {
            throw failed.failure() instanceof Failure.TimedOut(Failure.TimedOut.Phase phase, String message)
                            && phase == Failure.TimedOut.Phase.TOTAL
                    ? FailedCall.live(new Failure.TimedOut(
                            phase, "The run's trace didn't come within %d seconds.".formatted(LONGEST.toSeconds())))
                    : failed;
        }
    }

    private RunLog.Trace read(URI source) {
        Call call = new Call(request(source, Headers.NONE), Lane.MAIN, Terms.of(Effect.SAFE));
        try (Answer answer = good(call.attempt(Deadline.in(LONGEST, time)))) {
            List<Chunk> chunks = new ArrayList<>();
            int bytes = 0;
            for (Optional<Chunk> next = answer.next(); next.isPresent(); next = answer.next()) {
                bytes += next.get().bytes().length();
                if (bytes > LARGEST) {
                    throw FailedCall.live(new Failure.TooLarge("The run's trace is over 16 MiB, and isn't kept."));
                }
                chunks.add(next.get());
            }
            return new RunLog.Trace(
                    answer.headers().contentType().orElse("application/octet-stream"), Chunk.joined(chunks));
        }
    }
}
