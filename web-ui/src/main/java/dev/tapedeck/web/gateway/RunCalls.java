package dev.tapedeck.web.gateway;

import dev.tapedeck.build.Money;
import dev.tapedeck.build.PriceList;
import dev.tapedeck.build.Provenance.Tokens;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Provenance.Source;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Transcript;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.RunId;
import dev.tapedeck.run.Runs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Puts the calls that name a run into its timeline, without keeping them waiting. Thread-safe. */
public final class RunCalls {
    private static final long NANOS_A_MICRO = 1_000;

    private final Runs runs;
    private final Transcripts transcripts;
    private final PriceList prices;

    public RunCalls(Runs runs, Transcripts transcripts, PriceList prices) {
        this.runs = runs;
        this.transcripts = transcripts;
        this.prices = prices;
    }

    HeardCall hear(RunId run, ProviderRequest request) {
        return new HeardCall(this, run, request);
    }

    void ended(RunId run, ProviderRequest request, List<Bytes> heard, Exchange.Ended ended) {
        long bytes = request.body().length()
                + heard.stream().mapToLong(Bytes::length).sum();
        runs.note(run, bytes, () -> entry(request, Bytes.concat(heard), ended));
    }

    private RunEntry.Call entry(ProviderRequest request, Bytes answer, Exchange.Ended ended) {
        Transcript transcript = transcripts.counted(request, answer);
        Optional<Tokens> tokens = transcript.usage().map(usage -> new Tokens(usage.input(), usage.output()));
        return new RunEntry.Call(
                request.provider(),
                request.method(),
                request.path(),
                transcript.model(),
                tokens,
                wasSent(ended) ? cost(request, transcript.model(), tokens) : Optional.empty(),
                ended.provenance().source().id(),
                ended.status(),
                ended.failure().map(Failure::code),
                ended.provenance().interaction(),
                ended.provenance().attempts(),
                Duration.ofNanos(ended.micros() * NANOS_A_MICRO));
    }

    private static boolean wasSent(Exchange.Ended ended) {
        Source source = ended.provenance().source();
        return source == Source.LIVE || source == Source.RECORDED;
    }

    private Optional<Money> cost(ProviderRequest request, Optional<String> model, Optional<Tokens> tokens) {
        return model.flatMap(name -> prices.find(request.dialect(), name))
                .flatMap(price -> tokens.map(counted -> price.of(counted, false)));
    }
}
