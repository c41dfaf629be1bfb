package dev.tapedeck.provider.simulator;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.provider.simulator.Faults.UnknownFault;
import java.time.Duration;
import java.util.Set;

/**
 * Answers like OpenAI and Anthropic, in this process: what it answers is a function of the request alone, so that the
 * same request has the same answer for ever; only files and batches are kept, in memory. A {@code Tapedeck-Simulate} header
 * makes it slow, refuse, or break off; such a header that can't be understood is refused with 400. Time passes only by the
 * given {@link Time}.
 */
public final class SimulatorProvider implements Provider {
    private static final String FAULTS = "Tapedeck-Simulate";

    private static final Set<String> FILED = Set.of("files", "batches");

    private final Time time;
    private final Duration latency;
    private final Faults defaults;
    private final OpenAiBatches openAiBatches;
    private final AnthropicBatches anthropicBatches;

    public SimulatorProvider(Time time, SimulatorSettings settings) {
        Ids ids = new Ids(time);
        this.openAiBatches = new OpenAiBatches(time, ids, settings.batchTime());
        this.anthropicBatches = new AnthropicBatches(time, ids, settings.batchTime());
        this.time = time;
        this.latency = settings.latency();
        this.defaults = Faults.parse(settings.faults());
    }

    @Override
    public Answer exchange(Call call) {
        long began = time.nanos();
        ProviderRequest request = call.request();
        try {
            Faults faults =
                    Faults.parse(request.headers().first(FAULTS).orElse("")).over(defaults);
            Reply reply = faults.applied(reply(call, faults));
            refuseLost(request, reply, faults);
            return new SimulatedAnswer(
                    time, began, call, reply, faults.latency().orElse(latency));
        } catch (UnknownFault unknown) {
            Refusal refusal = Refusal.invalid(FAULTS + ": " + unknown.getMessage());
            return new SimulatedAnswer(time, began, call, refused(refusal, request), Duration.ZERO);
        }
    }

    private Reply reply(Call call, Faults faults) {
        ProviderRequest request = call.request();
        try {
            if (faults.status().isPresent()) {
                throw Refusal.simulated(faults.status().get());
            }
            return dressed(answer(call, faults), request);
        } catch (Refusal refusal) {
            return refused(refusal, request);
        }
    }

    private Reply answer(Call call, Faults faults) {
        ProviderRequest request = call.request();
        SimulatorPath path = SimulatorPath.of(request.path());
        boolean anthropic = dialect(request) == Dialect.ANTHROPIC;
        if (path.first().equals("messages") && path.segment(1).equals("batches")) {
            return anthropicBatches.answer(call, path.below(), faults.batch());
        }
        return !anthropic && FILED.contains(path.first())
                ? openAiBatches.answer(call, path, faults.batch())
                : Endpoints.answer(request);
    }

    /** @throws FailedCall if a batch was created, and nobody shall hear of it */
    private static void refuseLost(ProviderRequest request, Reply reply, Faults faults) {
        boolean lost = faults.batch().filter(BatchFault.LOST_RESPONSE::equals).isPresent();
        if (lost
                && reply.status() == 200
                && request.method().equals("POST")
                && request.path().endsWith("/batches")) {
            throw FailedCall.live(new Failure.Reset("The simulator loses the answer to this, as it was told to."));
        }
    }

    private static Reply refused(Refusal refusal, ProviderRequest request) {
        return dressed(ErrorBodies.of(refusal, dialect(request), Seed.of(request)), request);
    }

    private static Reply dressed(Reply reply, ProviderRequest request) {
        Seed seed = Seed.of(request);
        return dialect(request) == Dialect.ANTHROPIC ? AnthropicHeaders.on(reply, seed) : OpenAiHeaders.on(reply, seed);
    }

    private static Dialect dialect(ProviderRequest request) {
        return SimulatorDialects.of(request.path(), request.headers());
    }
}
