package dev.tapedeck.playbook;

import dev.tapedeck.declared.Members;
import dev.tapedeck.declared.Node.Scalar;
import dev.tapedeck.declared.Spot;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.playbook.Parameter.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** Reads what a playbook is started with. */
final class ParameterReader {
    private static final List<String> MEMBERS =
            List.of("type", "required", "default", "pattern", "description", "enum");
    private static final int MOST = 100;
    private static final int LONGEST_TEXT = 2_000;

    private ParameterReader() {}

    static List<Parameter> read(Spot spot) {
        List<Parameter> parameters = new ArrayList<>();
        spot.members().ifPresent(all -> {
            if (all.all().size() > MOST) {
                spot.report("These are over %d parameters. Take fewer.".formatted(MOST));
                return;
            }
            for (Map.Entry<String, Spot> one : all.all()) {
                read(one.getKey(), one.getValue()).ifPresent(parameters::add);
            }
        });
        return parameters;
    }

    private static Optional<Parameter> read(String name, Spot spot) {
        if (!Template.isName(name)) {
            spot.report(
                    "'%s' is no name of a parameter: use 1 to 100 letters, digits, '_' or '-', beginning with a letter or '_'."
                            .formatted(Names.shown(name)));
            return Optional.empty();
        }
        int before = spot.problems().count();
        Optional<Parameter> parameter = spot.members().map(members -> read(name, members.only(MEMBERS)));
        parameter.ifPresent(read -> checkDefault(read, spot));
        return parameter.filter(read -> spot.problems().count() == before);
    }

    private static Parameter read(String name, Members members) {
        Type type = members.choice("type", Type.values(), Type::id, Type.STRING);
        boolean required = members.find("required").flatMap(Spot::truth).orElse(false);
        Optional<Scalar> otherwise = members.find("default").flatMap(spot -> ParameterValues.typed(type, spot));
        if (required && otherwise.isPresent()) {
            members.find("default")
                    .orElseThrow()
                    .report("A required parameter has no use for a default. Keep one of the two.");
        }
        return new Parameter(
                name,
                type,
                required,
                otherwise,
                members.find("pattern").flatMap(spot -> pattern(spot, type)),
                members.find("description")
                        .flatMap(spot -> spot.text(LONGEST_TEXT))
                        .orElse(""),
                members.find("enum").map(spot -> allowed(spot, type)).orElse(List.of()));
    }

    private static Optional<ValuePattern> pattern(Spot spot, Type type) {
        if (type != Type.STRING) {
            spot.report("Only texts have a pattern. Leave it out, or make the type 'string'.");
            return Optional.empty();
        }
        return spot.text(LONGEST_TEXT).flatMap(regex -> {
            try {
                return Optional.of(new ValuePattern(regex));
            } catch (PatternSyntaxException broken) {
                spot.report("This is no regular expression: %s.".formatted(Names.shown(broken.getDescription())));
                return Optional.empty();
            }
        });
    }

    private static List<Scalar> allowed(Spot spot, Type type) {
        return spot.elements("a list of values").orElse(List.of()).stream()
                .flatMap(element -> ParameterValues.typed(type, element).stream())
                .toList();
    }

    private static void checkDefault(Parameter parameter, Spot spot) {
        parameter.otherwise().ifPresent(value -> ParameterValues.value(parameter, spot.inner("default", value)));
    }
}
