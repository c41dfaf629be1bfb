package dev.tapedeck.storage.prompt;

import dev.tapedeck.pipeline.Item;
import io.quarkus.qute.Engine;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.Expression;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.Results;
import io.quarkus.qute.SectionNode;
import io.quarkus.qute.SetSectionHelper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.TemplateNode;
import io.quarkus.qute.TemplateNode.Origin;
import io.quarkus.qute.ValueResolver;
import io.quarkus.qute.ValueResolvers;
import io.quarkus.qute.WhenSectionHelper;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;

/** Qute with what prompts may use, and nothing else. */
final class PromptEngine {
    private static final Pattern SECTION = Pattern.compile("\\{#");

    /** The time that Qute takes grows with their square. */
    private static final int MOST_SECTIONS = 2_000;

    /** A name is looked for in all sections around it. */
    private static final int DEEPEST = 50;

    private final Engine engine = Engine.builder()
            .strictRendering(true)
            .addSectionHelper(new IfSectionHelper.Factory())
            .addSectionHelper(new CountedLoop.Factory())
            .addSectionHelper(new SetSectionHelper.Factory())
            .addSectionHelper(new WhenSectionHelper.Factory())
            .addValueResolvers(
                    ValueResolvers.mapperResolver(),
                    ValueResolvers.listResolver(),
                    ValueResolvers.collectionResolver(),
                    ValueResolvers.mapEntryResolver(),
                    ValueResolvers.orResolver(),
                    ValueResolvers.trueResolver(),
                    ValueResolvers.logicalAndResolver(),
                    ValueResolvers.logicalOrResolver(),
                    ValueResolvers.equalsResolver())
            .addValueResolver(ofItem())
            .addValueResolver(ofMetadata())
            .addValueResolver(trim())
            .addResultMapper(new NoText())
            .addParserHook(helper -> PromptName.all().forEach(name -> helper.addParameter(name.id(), name.type())))
            .build();

    /** @throws io.quarkus.qute.TemplateException if the text is no template; or a {@link PromptFault} */
    Template parse(String text) {
        if (text.endsWith("{") || text.endsWith("\\")) {
            throw new PromptFault(
                    "the last character says that something follows: write it as text by a line break behind it");
        }
        if (SECTION.matcher(text).results().skip(MOST_SECTIONS).findAny().isPresent()) {
            throw new PromptFault("it has over %,d sections".formatted(MOST_SECTIONS));
        }
        Template template = engine.parse(text, null, "prompt");
        if (depth(template.getRootNode()) > DEEPEST) {
            throw new PromptFault("sections stand over %d deep in each other".formatted(DEEPEST));
        }
        return template;
    }

    /** How many sections stand inside each other. */
    private static int depth(SectionNode section) {
        return 1
                + section.getBlocks().stream()
                        .flatMap(block -> block.nodes.stream())
                        .filter(TemplateNode::isSection)
                        .mapToInt(inner -> depth(inner.asSection()))
                        .max()
                        .orElse(0);
    }

    /** Gives the rendering its own count of steps. */
    static void countSteps(TemplateInstance instance) {
        instance.setAttribute(CountedLoop.STEPS, new CountedLoop.Steps());
    }

    private static ValueResolver ofItem() {
        return ValueResolver.builder()
                .applyToBaseClass(Item.class)
                .applyToNoParameters()
                .resolveSync(context -> member((Item) context.getBase(), context))
                .build();
    }

    private static Object member(Item item, EvalContext context) {
        return switch (context.getName()) {
            case "label" -> item.label();
            case "content" -> item.content();
            case "layer" -> item.layer();
            case "metadata" -> item.metadata();
            default -> Results.NotFound.from(context);
        };
    }

    /** Every name is one of the metadata, {@code size} and {@code keys} too. */
    private static ValueResolver ofMetadata() {
        return ValueResolver.builder()
                .applyToBaseClass(Map.class)
                .applyToNoParameters()
                .resolveSync(context -> {
                    Object value = ((Map<?, ?>) context.getBase()).get(context.getName());
                    return value == null ? Results.NotFound.from(context) : value;
                })
                .build();
    }

    private static ValueResolver trim() {
        return ValueResolver.builder()
                .applyToBaseClass(String.class)
                .applyToName("trim")
                .applyToNoParameters()
                .resolveSync(context -> String.valueOf(context.getBase()).strip())
                .build();
    }

    /** What has members is no text. */
    private static final class NoText implements ResultMapper {
        @Override
        public boolean appliesTo(Origin origin, Object result) {
            return result instanceof Item
                    || result instanceof Map
                    || result instanceof Collection
                    || result instanceof Map.Entry;
        }

        @Override
        public String map(Object result, Expression expression) {
            throw new PromptFault(
                    expression.getOrigin(),
                    "'{%s}' is no text: name a member of it".formatted(expression.toOriginalString()));
        }
    }
}
