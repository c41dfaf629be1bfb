package dev.tapedeck.playbook;

import dev.tapedeck.declared.Members;
import dev.tapedeck.declared.NamedSpot;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Problems;
import dev.tapedeck.declared.Spot;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.run.InvalidRun;
import dev.tapedeck.run.RunName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells whether a text that was parsed is a playbook. Everything that can be wrong is found at once, each with its line, its
 * place and the way out. Thread-safe.
 */
public final class PlaybookReader {
    private static final List<String> MEMBERS =
            List.of("name", "description", "parameters", "guardrails", "recovery", "steps");
    private static final List<String> GUARDRAILS =
            List.of("stuckRevisitGap", "maxSteps", "maxTokens", "maxConsecutiveErrors");
    private static final List<String> RECOVERY = List.of("provider", "model", "actions");
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_MODEL = 200;

    private final ActionRouter router;
    private final Models models;

    public PlaybookReader(ActionRouter router, Models models) {
        this.router = router;
        this.models = models;
    }

    /** A playbook of whatever name. */
    public CheckedPlaybook read(Node text) {
        return read(text, name -> {});
    }

    /** A playbook that must have this name. */
    public CheckedPlaybook read(Node text, PlaybookName expected) {
        return read(text, name -> {
            if (!name.name().equals(expected.value())) {
                name.spot()
                        .report("The playbook is kept as '%s', and calls itself '%s'. Make the two the same."
                                .formatted(expected, name.name()));
            }
        });
    }

    private CheckedPlaybook read(Node text, Consumer<NamedSpot> nameRule) {
        Problems problems = new Problems();
        Optional<Playbook> playbook = Spot.root(text, problems).members().flatMap(members -> read(members, nameRule));
        return problems.count() == 0
                ? new CheckedPlaybook.Valid(playbook.orElseThrow())
                : new CheckedPlaybook.Broken(problems.inOrder());
    }

    private Optional<Playbook> read(Members members, Consumer<NamedSpot> nameRule) {
        members.only(MEMBERS);
        Optional<NamedSpot> name = members.need("name", "what the playbook is called")
                .flatMap(spot -> NamedSpot.read("playbook name", spot));
        name.ifPresent(nameRule);
        name.ifPresent(PlaybookReader::checkRunName);
        Optional<String> description = members.find("description").flatMap(spot -> spot.text(LONGEST_TEXT));
        List<Parameter> parameters =
                members.find("parameters").map(ParameterReader::read).orElse(List.of());
        GuardrailSettings guardrails =
                members.find("guardrails").flatMap(PlaybookReader::guardrails).orElse(GuardrailSettings.DEFAULT);
        Optional<Recovery> recovery = members.find("recovery").flatMap(this::recovery);
        List<String> declared = members.find("parameters").map(Spot::names).orElse(List.of());
        List<Step> steps = members.need("steps", "what is done, in this order")
                .map(spot -> steps(spot, declared, guardrails))
                .orElse(List.of());
        if (members.object().problems().count() > 0) {
            return Optional.empty();
        }
        return Optional.of(new Playbook(
                new PlaybookName(name.orElseThrow().name()),
                description.orElse(""),
                parameters,
                guardrails,
                recovery,
                steps));
    }

    /** Its runs are called so too. */
    private static void checkRunName(NamedSpot name) {
        try {
            new RunName(name.name());
        } catch (InvalidRun invalid) {
            name.spot().report(String.valueOf(invalid.getMessage()));
        }
    }

    private static Optional<GuardrailSettings> guardrails(Spot spot) {
        return spot.members().map(members -> {
            members.only(GUARDRAILS);
            GuardrailSettings otherwise = GuardrailSettings.DEFAULT;
            return new GuardrailSettings(
                    number(members, "stuckRevisitGap", GuardrailSettings.MOST_GAP, otherwise.stuckRevisitGap()),
                    number(members, "maxSteps", GuardrailSettings.MOST_STEPS, otherwise.maxSteps()),
                    number(members, "maxTokens", GuardrailSettings.MOST_TOKENS, otherwise.maxTokens()),
                    number(
                            members,
                            "maxConsecutiveErrors",
                            GuardrailSettings.MOST_ERRORS,
                            otherwise.maxConsecutiveErrors()));
        });
    }

    private static int number(Members members, String name, int most, int otherwise) {
        return members.find(name).flatMap(spot -> spot.wholeNumber(1, most)).orElse(otherwise);
    }

    private Optional<Recovery> recovery(Spot spot) {
        return spot.members().flatMap(members -> {
            members.only(RECOVERY);
            Optional<ProviderName> provider = members.need("provider", "the id of a configured provider")
                    .flatMap(id -> ModelParams.provider(id, models));
            Optional<String> model =
                    members.need("model", "the provider's name of a model").flatMap(text -> text.text(LONGEST_MODEL));
            List<String> actions = members.find("actions").map(this::actions).orElse(List.of());
            return provider.flatMap(id -> model.map(known -> new Recovery(id, known, actions)));
        });
    }

    private List<String> actions(Spot spot) {
        List<String> names = new ArrayList<>();
        for (Spot element : spot.elements("a list of actions").orElse(List.of())) {
            element.anyText().ifPresent(name -> {
                if (router.find(name).isEmpty()) {
                    element.report(router.unknown(name));
                } else if (name.equals(PlaybookAction.NAME)) {
                    element.report("A recovery plays no playbooks. Leave '%s' out.".formatted(name));
                }
                names.add(name);
            });
        }
        return names;
    }

    private List<Step> steps(Spot spot, List<String> parameters, GuardrailSettings guardrails) {
        List<Spot> elements = spot.elements("a list of steps").orElse(List.of());
        if (elements.size() > guardrails.maxSteps()) {
            spot.report(
                    "These are %,d steps, and the guardrails allow %,d. Set 'maxSteps' in 'guardrails', at most to %,d, or split the playbook."
                            .formatted(elements.size(), guardrails.maxSteps(), GuardrailSettings.MOST_STEPS));
            return List.of();
        }
        TemplateReader templates = new TemplateReader();
        parameters.forEach(templates::declare);
        elements.forEach(element -> announce(element, templates));
        StepReader reader = new StepReader(router, templates);
        List<Step> steps = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Spot element : elements) {
            reader.read(element, steps.size() + 1).ifPresent(steps::add);
            element.member("storeAs").flatMap(Spot::textIfAny).ifPresent(templates::declare);
            element.member("name")
                    .filter(name -> !name.textIfAny().map(names::add).orElse(true))
                    .ifPresent(name -> name.report("Another step is called so already. Choose another name."));
        }
        return steps;
    }

    private static void announce(Spot step, TemplateReader templates) {
        step.member("storeAs")
                .flatMap(Spot::textIfAny)
                .ifPresent(name -> templates.announce(
                        name, step.member("name").flatMap(Spot::textIfAny).orElse("without a name")));
    }
}
