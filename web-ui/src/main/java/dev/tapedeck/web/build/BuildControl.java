package dev.tapedeck.web.build;

import dev.tapedeck.build.ArtifactId;
import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildOptions;
import dev.tapedeck.build.Builds;
import dev.tapedeck.build.Builds.Decision;
import dev.tapedeck.build.Builds.GivenUp;
import dev.tapedeck.build.Money;
import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Listed;
import dev.tapedeck.pipeline.CheckedPipeline;
import dev.tapedeck.pipeline.Pipeline;
import dev.tapedeck.pipeline.PipelineName;
import dev.tapedeck.pipeline.PipelineStore;
import dev.tapedeck.web.resilience.AuditTrail;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Does to builds and pipelines what people ask for, once it is in the audit log.
 *
 * <p>Each method throws what the use case throws, and {@link FailedCall} if the audit log can't be written: then nothing was
 * done.
 */
@Singleton
public final class BuildControl {
    private static final Pattern REMOTE_ID = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final Builds builds;
    private final PipelineStore pipelines;
    private final AuditTrail audit;

    BuildControl(Builds builds, PipelineStore pipelines, AuditTrail audit) {
        this.builds = builds;
        this.pipelines = pipelines;
        this.audit = audit;
    }

    /** Whether this may be a provider's id of a batch. */
    public static boolean isRemoteId(String text) {
        return REMOTE_ID.matcher(text).matches();
    }

    /**
     * Starts a build, unless the same request has started one already.
     *
     * @param key by which the request is known when it is sent again
     */
    public Build start(PipelineName pipeline, BuildOptions options, Optional<String> key) {
        return key.flatMap(text -> builds.started(pipeline, options, text)).orElseGet(() -> {
            audit.write("build.start", pipeline.value(), "", words(options));
            return builds.start(pipeline, options, key);
        });
    }

    private static String words(BuildOptions options) {
        return "mode %s%s, batches %s%s"
                .formatted(
                        options.mode().id(),
                        options.cassette().map(name -> " on " + name).orElse(""),
                        options.batches() ? "auto" : "never",
                        options.maxCost()
                                .map(most -> ", at most $" + most.dollars().toPlainString())
                                .orElse(""));
    }

    /**
     * @param allowMismatch whether it may go on though the pipeline is another one by now
     * @param maxCost what it may cost from now on, if that is another bound than before
     */
    public Build resume(BuildId id, boolean allowMismatch, Optional<Money> maxCost) {
        written(BuildDeed.RESUME, id);
        return builds.resume(id, allowMismatch, maxCost);
    }

    public Build retry(BuildId id) {
        written(BuildDeed.RETRY, id);
        return builds.retry(id);
    }

    public Build cancel(BuildId id) {
        written(BuildDeed.CANCEL, id);
        return builds.cancel(id);
    }

    public GivenUp reset(BuildId id) {
        Listed.unlessDamaged(() -> builds.fetch(id)); // whether there is one
        audit.write("build." + BuildDeed.RESET.id(), id.value(), "", "");
        return builds.reset(id);
    }

    private void written(BuildDeed deed, BuildId id) {
        audit.write("build." + deed.id(), builds.fetch(id).id().value(), "", "");
    }

    /** Settles an uncertain batch. */
    public Build decide(BuildId id, int batch, Decision decision) {
        String words = switch (decision) {
            case Decision.Adopt(String remoteId) -> "batch %d is %s".formatted(batch, remoteId);
            case Decision.Resubmit resubmit -> "batch %d was not submitted".formatted(batch);
        };
        audit.write("build.decide", builds.fetch(id).id().value(), "", words);
        return builds.decide(id, batch, decision);
    }

    /** What would come of putting that. */
    public CheckedPipeline check(PipelineName name, Bytes text) {
        CheckedPipeline checked = pipelines.check(text);
        return checked instanceof CheckedPipeline.Valid(Pipeline pipeline)
                        && !pipeline.name().equals(name)
                ? new CheckedPipeline.Broken(List.of(new TextProblem(
                        0,
                        "/name",
                        "The pipeline calls itself '%s' and is put as '%s'. Make the two the same."
                                .formatted(pipeline.name(), name))))
                : checked;
    }

    /** Keeps a pipeline, unless it is broken. */
    public CheckedPipeline put(PipelineName name, Bytes text) {
        if (check(name, text) instanceof CheckedPipeline.Broken broken) {
            return broken;
        }
        audit.write("pipeline.put", name.value(), "", "sha256:" + ArtifactId.of(text));
        return pipelines.put(name, text);
    }

    /** Removes a pipeline. Whether there was one. */
    public boolean delete(PipelineName name) {
        Optional<PipelineStore.Stored> there = pipelines.find(name);
        there.ifPresent(stored -> audit.write("pipeline.delete", name.value(), "", ""));
        return there.isPresent() && pipelines.delete(name);
    }
}
