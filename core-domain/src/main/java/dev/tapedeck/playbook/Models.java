package dev.tapedeck.playbook;

import dev.tapedeck.build.Judge;
import dev.tapedeck.build.Judgement;
import dev.tapedeck.build.ModelProvider;
import dev.tapedeck.build.Money;
import dev.tapedeck.build.PriceList;
import dev.tapedeck.build.Provenance.Tokens;
import dev.tapedeck.build.SchemaCheck;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.pipeline.Batching;
import dev.tapedeck.pipeline.Endpoint;
import dev.tapedeck.pipeline.Gathering;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.OnFailure.Block;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Asks models for playbooks, and counts what that takes. Thread-safe. */
public final class Models {
    private final BiFunction<ProviderName, String, Optional<ModelProvider>> providers;
    private final PriceList prices;
    private final SchemaCheck schemas;
    private final Judge judge;
    private final Time time;

    /** @param providers what a model of a provider is reached by, if such a provider is configured */
    public Models(
            BiFunction<ProviderName, String, Optional<ModelProvider>> providers,
            PriceList prices,
            SchemaCheck schemas,
            Time time) {
        this.providers = providers;
        this.prices = prices;
        this.schemas = schemas;
        this.judge = new Judge(schemas);
        this.time = time;
    }

    /** What is wrong with a JSON Schema, given as canonical JSON; nothing if it can be used. */
    List<String> faults(Bytes schema) {
        return schemas.faults(schema);
    }

    /** What to say about a provider that isn't there. */
    static String unknown(ProviderName provider) {
        return "There is no provider '%s' whose models can be asked. Name one that is configured.".formatted(provider);
    }

    boolean knows(ProviderName provider) {
        return providers.apply(provider, "").isPresent();
    }

    /**
     * Asks.
     *
     * @return the answer as text, or why there is none that can be taken
     * @throws dev.tapedeck.exchange.FailedCall if the call fails
     */
    ActionResult ask(Question question, ActionCall call) {
        Optional<ModelProvider> provider = providers.apply(question.provider(), question.model());
        return provider.isPresent()
                ? ask(question, provider.get(), call)
                : new ActionResult.Failed(unknown(question.provider()), false);
    }

    private ActionResult ask(Question question, ModelProvider provider, ActionCall call) {
        Layer layer = layer(question);
        ProviderRequest request = provider.completions().compose(layer, question.prompt());
        Optional<String> model = Optional.of(question.model());
        Exchanged exchanged = Exchanged.of(call.asking(request, Effect.SAFE), call.stage(), model, time);
        Judgement judgement = judge.judge(layer, provider.completions(), exchanged.status(), exchanged.body());
        Optional<Money> cost = exchanged.isPlayed()
                ? Optional.of(Money.ZERO)
                : judgement.usage().flatMap(tokens -> cost(provider, question, tokens));
        call.stage().timeline().accept(exchanged.entry(model, judgement.usage(), cost));
        Spent spent = new Spent(judgement.usage().orElse(Spent.NOTHING.tokens()), cost.orElse(Money.ZERO));
        return switch (judgement) {
            case Judgement.Good good ->
                new ActionResult.Done(Values.text(good.content().text()), spent);
            // another answer may be better, even where a build gives up
            case Judgement.Bad bad ->
                new ActionResult.Failed(bad.message(), bad.passing() || exchanged.status() < 400, spent);
        };
    }

    private Optional<Money> cost(ModelProvider provider, Question question, Tokens tokens) {
        return prices.find(provider.dialect(), question.model()).map(price -> price.of(tokens, false));
    }

    private static Layer layer(Question question) {
        return new Layer(
                question.asker(),
                new Gathering.All(),
                List.of(),
                question.provider(),
                question.model(),
                Endpoint.CHAT,
                question.params(),
                Batching.NEVER,
                question.prompt(),
                question.output(),
                new Block());
    }
}
