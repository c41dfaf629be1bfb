package dev.tapedeck.playbook;

import dev.tapedeck.declared.Members;
import dev.tapedeck.declared.NamedSpot;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Spot;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.playbook.Verification.Match;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one step. */
final class StepReader {
    private static final List<String> MEMBERS = List.of(
            "name", "description", "action", "params", "effect", "verify", "onFailure", "failureMessage", "storeAs");
    private static final List<String> VERIFY = List.of("textContains", "match", "equals", "timeoutMs");
    private static final int LONGEST = 2_000;
    private static final int LONGEST_TEXT = 20_000;

    private final ActionRouter router;
    private final TemplateReader templates;

    StepReader(ActionRouter router, TemplateReader templates) {
        this.router = router;
        this.templates = templates;
    }

    /** What a step does to the world, as it is written. */
    private enum Does {
        READ(Effect.SAFE),
        WRITE(Effect.EFFECT);

        private final Effect effect;

        Does(Effect effect) {
            this.effect = effect;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The step, if there is nothing wrong with it. */
    Optional<Step> read(Spot spot, int number) {
        int before = spot.problems().count();
        Optional<Step> step = spot.members().flatMap(members -> read(members, number));
        return step.filter(read -> spot.problems().count() == before);
    }

    private Optional<Step> read(Members step, int number) {
        step.only(MEMBERS, " What the action itself is told stands in 'params'.");
        Optional<String> name = step.need("name", "what the step is called")
                .flatMap(spot -> NamedSpot.read("step name", spot))
                .map(NamedSpot::name);
        Optional<Action> action = step.need("action", "what is done").flatMap(this::action);
        Node.Mapping params = step.find("params")
                .map(StepReader::mapping)
                .orElseGet(() -> new Node.Mapping(step.object().line(), List.of()));
        action.ifPresent(known -> checkParams(known, step, params));
        Optional<Effect> effect =
                step.find("effect").map(any -> step.choice("effect", Does.values(), Does::id, Does.READ).effect);
        Optional<Verification> verification = step.find("verify").flatMap(this::verification);
        OnFailure onFailure = step.choice("onFailure", OnFailure.values(), OnFailure::id, OnFailure.LLM_RECOVER);
        Optional<String> description = step.find("description").flatMap(spot -> template(spot, LONGEST));
        Optional<String> message = step.find("failureMessage").flatMap(spot -> template(spot, LONGEST));
        Optional<String> storeAs = step.find("storeAs").flatMap(this::storeAs);
        if (name.isEmpty() || action.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Step(
                number,
                name.get(),
                description.orElse(""),
                action.get().name(),
                params,
                effect,
                verification,
                onFailure,
                message,
                storeAs));
    }

    private Optional<Action> action(Spot spot) {
        Optional<String> name = spot.anyText();
        Optional<Action> action = name.flatMap(router::find);
        if (name.isPresent() && action.isEmpty()) {
            spot.report(router.unknown(name.get()));
        }
        return action;
    }

    private static Node.Mapping mapping(Spot spot) {
        spot.members();
        return spot.node() instanceof Node.Mapping mapping ? mapping : new Node.Mapping(spot.line(), List.of());
    }

    private void checkParams(Action action, Members step, Node.Mapping params) {
        Spot spot = step.object().inner("params", params);
        int before = spot.problems().count();
        templates.read(spot);
        if (spot.problems().count() == before) {
            ActionRouter.check(action, spot, false);
        }
    }

    private Optional<String> template(Spot spot, int longest) {
        templates.read(spot);
        return spot.text(longest);
    }

    private Optional<String> storeAs(Spot spot) {
        Optional<String> name = spot.anyText();
        if (name.isPresent() && !Template.isName(name.get())) {
            spot.report(
                    "'%s' is no name for a result: use 1 to 100 letters, digits, '_' or '-', beginning with a letter or '_'."
                            .formatted(Names.shown(name.get())));
            return Optional.empty();
        }
        if (name.filter(templates::knows).isPresent()) {
            spot.report("'%s' is a parameter or an earlier step's result already. Choose another name."
                    .formatted(name.get()));
            return Optional.empty();
        }
        return name;
    }

    private Optional<Verification> verification(Spot spot) {
        return spot.members().map(members -> {
            members.only(VERIFY);
            List<String> contains =
                    members.find("textContains").map(this::texts).orElse(List.of());
            Match match = members.choice(
                    "match", Match.values(), value -> value.name().toLowerCase(Locale.ROOT), Match.ALL);
            Optional<String> equal = members.find("equals").flatMap(text -> {
                templates.read(text);
                return text.anyText();
            });
            int longest = (int) Verification.LONGEST.toMillis();
            int timeout = members.find("timeoutMs")
                    .flatMap(time -> time.wholeNumber(0, longest))
                    .orElse(0);
            if (!members.has("textContains") && !members.has("equals")) {
                spot.report(
                        "Nothing is verified here: say what the result must contain in 'textContains', or what it 'equals'.");
            }
            return new Verification(contains, match, equal, Duration.ofMillis(timeout));
        });
    }

    private List<String> texts(Spot spot) {
        return spot.elements("a list of texts").orElse(List.of()).stream()
                .flatMap(text -> template(text, LONGEST_TEXT).stream())
                .toList();
    }
}
