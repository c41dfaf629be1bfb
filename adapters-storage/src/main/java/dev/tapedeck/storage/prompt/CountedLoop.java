package dev.tapedeck.storage.prompt;

import dev.tapedeck.exchange.Names;
import io.quarkus.qute.Expression;
import io.quarkus.qute.LoopSectionHelper;
import io.quarkus.qute.ResolutionContext;
import io.quarkus.qute.ResultNode;
import io.quarkus.qute.Scope;
import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.SectionHelper;
import io.quarkus.qute.SectionHelperFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Qute's own loop, whose steps are counted, so that a template with loops inside loops comes to an end. It takes no number,
 * for which Qute would make room at once.
 *
 * @param iterable what is looped over
 */
record CountedLoop(SectionHelper loop, Expression iterable) implements SectionHelper {
    static final String STEPS = "tapedeck.steps";

    private static final String ITERABLE = "iterable";

    private static final int MOST = 1_000_000;

    /** What one rendering has done; by one thread. */
    static final class Steps {
        private int done;

        void another() {
            if (++done > MOST) {
                throw new PromptFault("its loops take over 1,000,000 steps: loop over less, or group the inputs");
            }
        }
    }

    @Override
    public CompletionStage<ResultNode> resolve(SectionResolutionContext context) {
        Object steps = context.resolutionContext().getAttribute(STEPS);
        SectionResolutionContext counting = steps instanceof Steps counted ? new Counting(context, counted) : context;
        return context.resolutionContext().evaluate(iterable).thenCompose(over -> {
            if (over instanceof Number) {
                throw new PromptFault(iterable.getOrigin(), notLoopedOver(iterable));
            }
            return loop.resolve(counting);
        });
    }

    static String notLoopedOver(Expression iterable) {
        return "'%s' is no list to loop over: write {#each inputs}".formatted(Names.shown(iterable.toOriginalString()));
    }

    private record Counting(SectionResolutionContext context, Steps steps) implements SectionResolutionContext {
        @Override
        public CompletionStage<Map<String, Object>> evaluate(Map<String, Expression> parameters) {
            return context.evaluate(parameters);
        }

        @Override
        public ResolutionContext resolutionContext() {
            return context.resolutionContext();
        }

        @Override
        public ResolutionContext newResolutionContext(Object data, Map<String, SectionBlock> extendingBlocks) {
            return context.newResolutionContext(data, extendingBlocks);
        }

        @Override
        public CompletionStage<ResultNode> execute(SectionBlock block, ResolutionContext resolution) {
            steps.another();
            return context.execute(block, resolution);
        }

        @Override
        public Map<String, Object> getParameters() {
            return context.getParameters();
        }
    }

    /** Makes them where Qute makes its own. */
    static final class Factory implements SectionHelperFactory<CountedLoop> {
        private final LoopSectionHelper.Factory own = new LoopSectionHelper.Factory();

        @Override
        public List<String> getDefaultAliases() {
            return own.getDefaultAliases();
        }

        @Override
        public ParametersInfo getParameters() {
            return own.getParameters();
        }

        @Override
        public List<String> getBlockLabels() {
            return own.getBlockLabels();
        }

        @Override
        public CountedLoop initialize(SectionInitContext context) {
            return new CountedLoop(own.initialize(context), context.getExpression(ITERABLE));
        }

        @Override
        public Scope initializeBlock(Scope outer, BlockInfo block) {
            return own.initializeBlock(outer, block);
        }
    }
}
