package dev.tapedeck.provider.simulator;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.provider.simulator.Faults.UnknownFault;
import java.time.Duration;

/**
 * Answers like OpenAI and Anthropic, in this process: what it answers is a function of the request alone, so that the
 * same request has the same answer for ever. A {@code Tapedeck-Simulate} header makes it slow, refuse, or break off;
 * such a header that can't be understood is refused with 400. Time passes only by the given {@link Time}.
 */
public final class SimulatorProvider implements Provider {
    private static final String FAULTS = "Tapedeck-Simulate";

    private final Time time;
    private final Duration latency;
    private final Faults defaults;

    public SimulatorProvider(Time time, SimulatorSettings settings) {
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
            Reply reply = faults.applied(reply(request, faults));
            return new SimulatedAnswer(
                    time, began, call, reply, faults.latency().orElse(latency));
        } catch (UnknownFault unknown) {
            Refusal refusal = Refusal.invalid(FAULTS + ": " + unknown.getMessage());
            return new SimulatedAnswer(time, began, call, refused(refusal, request), Duration.ZERO);
        }
    }

    private static Reply reply(ProviderRequest request, Faults faults) {
        try {
            if (faults.status().isPresent()) {
                throw Refusal.simulated(faults.status().get());
            }
            return dressed(Endpoints.answer(request), request);
        } catch (Refusal refusal) {
            return refused(refusal, request);
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
