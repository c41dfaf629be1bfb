package dev.tapedeck.storage.prompt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.pipeline.Gathering;
import dev.tapedeck.pipeline.PromptRenderer;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * Prompts by Qute, strict: without reflection, beans, includes or tags of one's own. A line that holds nothing but section
 * tags leaves nothing behind, not even its line break; all other text stays to the last space. A prompt has at most 16
 * Mi characters, and a template a million steps of loops.
 */
public final class QutePromptRenderer implements PromptRenderer {
    private static final int KEPT = 8 << 20;

    private final PromptEngine engine = new PromptEngine();
    private final Cache<String, Template> templates = Caffeine.newBuilder()
            .maximumWeight(KEPT)
            .weigher((String text, Template template) -> text.length() + 1)
            .build();

    @Override
    public String render(String template, Scope scope) {
        try {
            TemplateInstance instance = template(template).instance();
            switch (scope) {
                case Scope.One one -> instance.data("item", one.item());
                case Scope.Many many -> {
                    instance.data("inputs", many.inputs());
                    many.group().ifPresent(group -> instance.data("group", group));
                }
            }
            PromptText text = new PromptText();
            PromptEngine.countSteps(instance);
            instance.consume(text::add).toCompletableFuture().join();
            return text.toString();
        } catch (CompletionException failed) {
            throw refused(failed);
        } catch (TemplateException | PromptFault failed) {
            throw invalid(TemplateFaults.of(failed));
        } catch (StackOverflowError tooDeep) {
            throw invalid(TemplateFaults.TOO_DEEP);
        }
    }

    @Override
    public List<String> faults(String template, Gathering gathering) {
        try {
            return new NameCheck(template(template), gathering).faults();
        } catch (TemplateException | PromptFault noTemplate) {
            return List.of(TemplateFaults.of(noTemplate));
        } catch (StackOverflowError tooDeep) {
            return List.of(TemplateFaults.TOO_DEEP);
        }
    }

    /** Qute takes errors of the machine for failures of the template. */
    private static FailedCall refused(CompletionException failed) {
        if (failed.getCause() instanceof Error error && !(error instanceof StackOverflowError)) {
            throw error;
        }
        return invalid(
                failed.getCause() instanceof StackOverflowError ? TemplateFaults.TOO_DEEP : TemplateFaults.of(failed));
    }

    /** Parsed outside the cache, which mustn't be left in the middle of things when a template nests too deep. */
    private Template template(String text) {
        Template known = templates.getIfPresent(text);
        if (known != null) {
            return known;
        }
        Template parsed = engine.parse(text);
        templates.put(text, parsed);
        return parsed;
    }

    private static FailedCall invalid(String fault) {
        return FailedCall.rejected(new Failure.Invalid("prompt", fault));
    }
}
