package dev.tapedeck.playbook;

import dev.tapedeck.declared.Members;
import dev.tapedeck.declared.NamedSpot;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Problems;
import dev.tapedeck.declared.Spot;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.pipeline.Output;
import dev.tapedeck.playbook.ActionParam.Kind;
import java.util.List;
import java.util.Optional;

/** What the actions that ask a model are told alike. */
final class ModelParams {
    static final List<ActionParam> PARAMS = List.of(
            ActionParam.required("provider", Kind.TEXT, "the id of a configured provider"),
            ActionParam.required("model", Kind.TEXT, "the provider's name of a model"),
            ActionParam.required("prompt", Kind.TEXT, "what the model is asked"),
            ActionParam.optional("params", Kind.OBJECT, "further members of the request, such as a limit of tokens"));

    private ModelParams() {}

    static void check(Members params, Models models) {
        params.find("provider").filter(spot -> !ActionRouter.isOpen(spot)).ifPresent(spot -> provider(spot, models));
    }

    /** The provider whose id this is; one that isn't configured is reported. */
    static Optional<ProviderName> provider(Spot spot, Models models) {
        Optional<ProviderName> provider =
                NamedSpot.read("provider id", spot).map(named -> new ProviderName(named.name()));
        provider.filter(id -> !models.knows(id)).ifPresent(id -> spot.report(Models.unknown(id)));
        return provider;
    }

    /** The question, if the provider's id can be one. */
    static Optional<Question> question(String asker, ActionCall call, String prompt, Output output) {
        try {
            return Optional.of(new Question(
                    asker,
                    new ProviderName(call.text("provider").orElseThrow()),
                    call.text("model").orElseThrow(),
                    call.param("params").map(Values::json).map(Bytes::utf8).orElse(Bytes.utf8("{}")),
                    prompt,
                    output));
        } catch (Names.InvalidName noProvider) {
            return Optional.empty();
        }
    }

    static ActionResult noProvider(ActionCall call) {
        return new ActionResult.Failed(
                "'%s' is no id of a provider."
                        .formatted(Names.shown(call.text("provider").orElse(""))),
                false);
    }

    /** The model, if it is known what both params will be. */
    static Optional<Recovery> model(Node.Mapping params) {
        try {
            return known(params, "provider")
                    .map(ProviderName::new)
                    .flatMap(id -> known(params, "model").map(name -> new Recovery(id, name, List.of())));
        } catch (Names.InvalidName noProvider) {
            return Optional.empty();
        }
    }

    private static Optional<String> known(Node.Mapping params, String name) {
        return Values.member(params, name)
                .map(node -> Spot.root(node, new Problems()))
                .flatMap(ActionRouter::fixedText);
    }
}
