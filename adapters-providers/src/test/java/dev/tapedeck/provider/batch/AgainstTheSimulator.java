package dev.tapedeck.provider.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tapedeck.build.BatchProvider;
import dev.tapedeck.build.BatchProvider.BatchRequest;
import dev.tapedeck.build.BatchProviderContract;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Terms;
import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.provider.simulator.SimulatorProvider;
import dev.tapedeck.provider.simulator.SimulatorSettings;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The contract, with the simulator as the provider behind the adapter. */
public abstract class AgainstTheSimulator extends BatchProviderContract {
    protected static final ProviderName SIMULATOR = new ProviderName("simulator");

    private static final Duration LENGTH = Duration.ofSeconds(40);

    private final VirtualTime time = new VirtualTime();

    /** The adapter, before that provider. */
    protected abstract BatchProvider before(Provider simulator);

    @Override
    protected final BatchProvider provider(Behaviour behaviour) {
        return before(new SimulatorProvider(time, new SimulatorSettings(Duration.ZERO, fault(behaviour), LENGTH)));
    }

    private static String fault(Behaviour behaviour) {
        return switch (behaviour) {
            case AS_IT_SHOULD -> "";
            case EXPIRES -> "batch=expire";
            case FAILS_SOME -> "batch=partial";
            case TAKES_TWO -> "batch=token-limit";
            case REORDERS -> "batch=reorder";
            case IS_LATE -> "batch=late-404";
            case LOSES_THE_ANSWER -> "batch=lost-response";
            case CANCELS -> "batch=cancelled";
            case REJECTS -> "batch=reject";
        };
    }

    /** A request of that number, with a key that is a digest as keys are. */
    public static BatchRequest request(int number, Dialect dialect, String path, String body) {
        return new BatchRequest(
                key(number),
                new ProviderRequest(
                        SIMULATOR,
                        dialect,
                        "POST",
                        path,
                        Optional.empty(),
                        Headers.of("content-type", "application/json"),
                        Bytes.utf8(body)));
    }

    public static RequestKey key(int number) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(("request " + number).getBytes(UTF_8));
            return new RequestKey("sha256:" + HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException never) {
            throw new AssertionError(never);
        }
    }

    @Override
    protected final Bytes answer(BatchRequest request) {
        Call call = new Call(request.request(), Lane.MAIN, Terms.of(Effect.SAFE));
        try (Answer answer = new SimulatorProvider(time, SimulatorSettings.PROMPT).exchange(call)) {
            List<Chunk> chunks = new ArrayList<>();
            for (Optional<Chunk> next = answer.next(); next.isPresent(); next = answer.next()) {
                chunks.add(next.get());
            }
            return Chunk.joined(chunks);
        }
    }

    @Override
    protected final Instant now() {
        return time.now();
    }

    @Override
    protected final void pass(Duration step) {
        time.advance(step);
    }

    @Override
    protected final Duration length() {
        return LENGTH;
    }
}
