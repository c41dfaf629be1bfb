package dev.tapedeck.web.dashboard;

import dev.tapedeck.web.dashboard.BuildsView.Wrong;
import java.util.List;

/**
 * What a build would do and cost, and the form that starts it.
 *
 * @param pipelines what may be planned
 * @param form what was asked
 * @param misread what in the form can't be understood
 * @param problems why the pipeline can't be built
 * @param layers empty if there is no plan
 * @param trouble why there is none, if it is none of these; else nothing
 */
public record PlanView(
        String pipeline,
        List<FilterView.Option> pipelines,
        Form form,
        List<String> misread,
        List<Wrong> problems,
        List<LayerRow> layers,
        Totals totals,
        String trouble) {
    public PlanView {
        pipelines = List.copyOf(pipelines);
        misread = List.copyOf(misread);
        problems = List.copyOf(problems);
        layers = List.copyOf(layers);
    }

    /** Whether such a build can be started. */
    public boolean startable() {
        return misread.isEmpty() && problems.isEmpty() && trouble.isEmpty();
    }

    /** What was asked. */
    public record Form(
            String cassette,
            List<FilterView.Option> modes,
            List<FilterView.Option> batches,
            List<FilterView.Option> caches,
            String maxCost,
            String maxWait) {
        public Form {
            modes = List.copyOf(modes);
            batches = List.copyOf(batches);
            caches = List.copyOf(caches);
        }
    }

    /**
     * What a layer would do and cost. Costs are nothing where the model has no price.
     *
     * @param batched {@code batch} or {@code one by one}
     * @param exact whether its inputs are all there, so that nothing is estimated but answers
     * @param expected how long such batches took lately; nothing if there were none
     */
    public record LayerRow(
            String layer,
            String provider,
            String model,
            String batched,
            boolean exact,
            long units,
            long cached,
            long fresh,
            int batches,
            long tokens,
            boolean estimated,
            String syncCost,
            String batchCost,
            String cost,
            String expected) {}

    /**
     * Of all layers together; nothing where a model has no price.
     *
     * @param savings what batches save; nothing, if they save nothing
     */
    public record Totals(String cost, String syncCost, String savings, long fresh, long cached) {}
}
