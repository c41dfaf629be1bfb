package dev.tapedeck.storage.prompt;

import dev.tapedeck.exchange.Names;
import dev.tapedeck.exchange.Suggestion;
import dev.tapedeck.pipeline.Gathering;
import io.quarkus.qute.Expression;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the names in a template that nothing can stand for, in branches that are never taken too. It goes by what Qute's
 * parser notes on each expression: to what its first name is bound, and by which loop or section.
 */
final class NameCheck {
    private static final Pattern BOUND = Pattern.compile("<(loop|set)#(\\d+)>");
    private static final int MOST = 100;
    private static final String METADATA_OF_LOOP = "<metadata>";
    private static final Set<String> OPERATORS = Set.of("or", "?:", "?", ":", "&&", "||", "==", "eq", "is");

    private final Template template;
    private final List<PromptName> names;
    private final Map<Integer, Expression> expressions = new HashMap<>();
    private final Map<Integer, Shape> shapes = new HashMap<>();
    private final Set<String> faults = new LinkedHashSet<>();

    NameCheck(Template template, Gathering gathering) {
        this.template = template;
        this.names = PromptName.of(gathering);
        template.getExpressions().forEach(expression -> expressions.put(expression.getGeneratedId(), expression));
    }

    /** What is wrong. */
    List<String> faults() {
        template.getExpressions().forEach(this::shape);
        template.findNodes(TemplateNode::isSection).forEach(this::loop);
        template.findNodes(TemplateNode::isExpression)
                .forEach(node -> node.getExpressions().forEach(this::written));
        return List.copyOf(faults);
    }

    private void loop(TemplateNode section) {
        if (section.asSection().getHelper() instanceof CountedLoop loop) {
            Expression iterable = loop.iterable();
            if (iterable.isLiteral() || shape(iterable).element().isEmpty()) {
                fault(iterable, CountedLoop.notLoopedOver(iterable));
            }
        }
    }

    private void written(Expression expression) {
        Shape shape = shape(expression);
        if (!shape.isText()) {
            fault(
                    expression,
                    "'{%s}' is no text. It has: %s".formatted(shown(expression), String.join(", ", shape.members())));
        }
    }

    private void fault(Expression at, String what) {
        if (faults.size() == MOST) {
            return;
        }
        faults.add(TemplateFaults.inLine(at.getOrigin(), what));
    }

    private static String shown(Expression expression) {
        return Names.shown(expression.toOriginalString());
    }

    private Shape shape(Expression expression) {
        Shape known = shapes.get(expression.getGeneratedId());
        Shape shape = known == null ? looked(expression) : known;
        shapes.put(expression.getGeneratedId(), shape);
        return shape;
    }

    private Shape looked(Expression expression) {
        if (expression.isLiteral()) {
            return Shape.ANY;
        }
        List<Expression.Part> parts = expression.getParts();
        Shape shape = expression.hasNamespace()
                ? unknown(expression, expression.getNamespace() + ":")
                : root(expression, parts.getFirst());
        for (Expression.Part part : parts.subList(1, parts.size())) {
            shape = part.isVirtualMethod()
                    ? called(expression, shape, part)
                    : member(expression, shape, part.getName());
        }
        return shape;
    }

    private Shape root(Expression expression, Expression.Part first) {
        String bound = Optional.ofNullable(first.getTypeInfo()).orElse("");
        Optional<PromptName> name =
                names.stream().filter(known -> known.isTypeOf(bound)).findFirst();
        if (name.isPresent()) {
            return name.get().shape();
        }
        if (bound.contains(METADATA_OF_LOOP)) {
            return Shape.ANY;
        }
        Matcher binding = BOUND.matcher(bound);
        return binding.find() ? bound(binding) : unknown(expression, first.getName());
    }

    private Shape bound(Matcher binding) {
        Expression to = expressions.get(Integer.parseInt(binding.group(2)));
        Shape shape = to == null ? Shape.ANY : shape(to);
        return binding.group(1).equals("loop") ? shape.element().orElse(Shape.ANY) : shape;
    }

    private Shape unknown(Expression expression, String name) {
        boolean isElsewhere =
                PromptName.all().stream().anyMatch(known -> known.id().equals(name));
        List<String> known = names.stream().map(PromptName::id).toList();
        fault(
                expression,
                isElsewhere
                        ? "'%s' isn't there in this layer, but '%s': 'each' gives 'item', 'all' gives 'inputs', 'groupBy' gives 'group' too"
                                .formatted(name, String.join("', '", known))
                        : Suggestion.unknown("name", Names.shown(name), known));
        return Shape.ANY;
    }

    private Shape member(Expression expression, Shape of, String name) {
        return of.member(name).orElseGet(() -> {
            fault(
                    expression,
                    Suggestion.unknown("member", Names.shown(name), of.members())
                            + " It stands in '{%s}'".formatted(shown(expression)));
            return Shape.ANY;
        });
    }

    private Shape called(Expression expression, Shape of, Expression.Part part) {
        part.asVirtualMethod().getParameters().forEach(this::looked);
        if (OPERATORS.contains(part.getName())) {
            return Shape.ANY;
        }
        return of.call(part.getName()).orElseGet(() -> {
            fault(expression, "'%s' can't be called in a prompt".formatted(Names.shown(part.getName())));
            return Shape.ANY;
        });
    }
}
