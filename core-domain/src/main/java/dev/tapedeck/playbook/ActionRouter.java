package dev.tapedeck.playbook;

import dev.tapedeck.declared.Members;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Node.Scalar;
import dev.tapedeck.declared.Spot;
import dev.tapedeck.exchange.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Knows the actions there are, and what each can be told. */
public final class ActionRouter {
    private final Map<String, Action> actions = new TreeMap<>();

    /** @throws IllegalArgumentException if two have one name */
    public ActionRouter(Collection<? extends Action> actions) {
        actions.forEach(action -> {
            if (this.actions.put(action.name(), action) != null) {
                throw new IllegalArgumentException("There are two actions '%s'.".formatted(action.name()));
            }
        });
    }

    /** By name. */
    public Collection<Action> all() {
        return List.copyOf(actions.values());
    }

    public Optional<Action> find(String name) {
        return Optional.ofNullable(actions.get(name));
    }

    /** What to say about an action that isn't there. */
    String unknown(String name) {
        return "%s Known are: %s."
                .formatted(
                        Suggestion.unknown("action", name, actions.keySet()).replaceFirst(" Known are: .*", ""),
                        String.join(", ", actions.keySet()));
    }

    /**
     * Reports what is wrong with params of an action.
     *
     * @param resolved whether no placeholder is in them any more
     */
    static void check(Action action, Spot params, boolean resolved) {
        params.members().ifPresent(members -> {
            List<String> names = action.params().stream().map(ActionParam::name).toList();
            if (!action.takesAnything()) {
                members.only(names, " '%s' takes no other.".formatted(action.name()));
            }
            int before = params.problems().count();
            action.params().forEach(param -> check(param, members, resolved));
            if (!resolved && params.problems().count() == before) {
                action.check(members);
            }
        });
    }

    private static void check(ActionParam param, Members members, boolean resolved) {
        Optional<Spot> value =
                param.required() ? members.need(param.name(), param.purpose()) : members.find(param.name());
        value.filter(spot -> resolved || !isOpen(spot)).ifPresent(spot -> {
            if (!param.kind().fits(spot.node())) {
                spot.mustBe(param.kind().form());
            } else if (!param.choices().isEmpty() && param.choices().stream().noneMatch(spot::isText)) {
                spot.mustBe(String.join(" or ", param.choices()));
            }
        });
    }

    /** Whether a value is a text with placeholders, of which isn't known yet what it will be. */
    public static boolean isOpen(Spot spot) {
        if (!(spot.node() instanceof Scalar scalar) || scalar.kind() != Scalar.Kind.TEXT) {
            return false;
        }
        try {
            return Template.of(scalar.text()).references().findAny().isPresent();
        } catch (Template.Malformed reportedElsewhere) {
            return true;
        }
    }

    /** What a value will be in any case: its text with escapes undone, if there is no placeholder in it. */
    public static Optional<String> fixedText(Spot spot) {
        return isOpen(spot) || !(spot.node() instanceof Node.Scalar scalar)
                ? Optional.empty()
                : Optional.of(
                        scalar.kind() == Scalar.Kind.TEXT
                                ? Template.of(scalar.text()).text(Scope.EMPTY)
                                : scalar.text());
    }
}
