package dev.tapedeck.web.dashboard;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Listed;
import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunLog;
import dev.tapedeck.run.RunMark;
import dev.tapedeck.run.RunStatus;
import dev.tapedeck.web.dashboard.FilterView.Option;
import dev.tapedeck.web.dashboard.Frames.Place;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The runs. */
@Path("/runs")
@RunOnVirtualThread
public final class RunsPage {
    private static final String PATH = "/runs";
    private static final int ROWS = 50;

    private final Frames frames;
    private final RunLog log;
    private final RunRows rows;

    RunsPage(Frames frames, RunLog log, RunRows rows) {
        this.frames = frames;
        this.log = log;
        this.rows = rows;
    }

    /** What the address asks for; what means nothing here is left out. */
    private record Wanted(Optional<RunStatus> status, String after) {
        /** The address of this list, from its beginning. */
        String address() {
            return PATH + status.map(one -> "?status=" + one.id()).orElse("");
        }

        /** The same, behind that run. */
        String address(RunMark last) {
            return address() + (status.isPresent() ? "&" : "?") + "after=" + last.id();
        }
    }

    /** @param after the run after which the list goes on */
    @GET
    @Produces(PageWriter.HTML)
    public TemplateInstance show(
            @QueryParam("status") @DefaultValue("") String status,
            @QueryParam("after") @DefaultValue("") String after,
            @Context UriInfo uri) {
        return Pages.runs(
                frames.at(Place.RUNS, "Runs"), view(new Wanted(RunStatus.find(status), after), Address.of(uri)));
    }

    private RunsView view(Wanted wanted, String address) {
        try {
            Optional<RunMark> behind =
                    InAddress.run(wanted.after()).flatMap(log::find).map(RunMark::of);
            List<Listed<RunMark, Run>> found =
                    log.list(wanted.status().map(Set::of).orElse(Set.of()), behind, ROWS + 1);
            List<Listed<RunMark, Run>> shown = found.subList(0, Math.min(found.size(), ROWS));
            return new RunsView(
                    Listed.readable(shown).stream().map(rows::row).toList(),
                    Listed.unreadable(shown).stream()
                            .map(Failure.Damaged::message)
                            .toList(),
                    statuses(wanted),
                    wanted.status().isPresent(),
                    found.size() > ROWS ? wanted.address(shown.getLast().place()) : "",
                    behind.isPresent() ? wanted.address() : "",
                    teaching(address),
                    "");
        } catch (FailedCall failed) {
            return new RunsView(
                    List.of(),
                    List.of(),
                    statuses(wanted),
                    wanted.status().isPresent(),
                    "",
                    "",
                    "",
                    failed.failure().message());
        }
    }

    private static List<Option> statuses(Wanted wanted) {
        return Arrays.stream(RunStatus.values())
                .map(each -> new Option(each.id(), 0, wanted.status().equals(Optional.of(each))))
                .toList();
    }

    /** Begins a run, has a call of a model and an action in it, and ends it. */
    private static String teaching(String address) {
        return """
                curl -s %1$s/api/v1/runs -H 'content-type: application/json' -d '{"id":"first","name":"my first run"}'
                curl -s %1$s/llm/simulator/v1/chat/completions -H 'Tapedeck-Run: first' -H 'content-type: application/json' -d '{"model":"gpt-4o-mini","messages":[{"role":"user","content":"Hello"}]}'
                curl -s %1$s/api/v1/runs/first/actions -H 'content-type: application/json' -d '{"tool":"browser","action":"click","resultText":"paid","durationMs":120}'
                curl -s %1$s/api/v1/runs/first/finish -H 'content-type: application/json' -d '{"status":"completed"}'""".formatted(address);
    }
}
