package dev.tapedeck.web.dashboard;

import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.playbook.CheckedPlaybook;
import dev.tapedeck.playbook.GuardrailSettings;
import dev.tapedeck.playbook.Playbook;
import dev.tapedeck.playbook.PlaybookName;
import dev.tapedeck.playbook.PlaybookStore;
import dev.tapedeck.playbook.PlaybookStore.Stored;
import dev.tapedeck.playbook.Playbooks;
import dev.tapedeck.playbook.Playbooks.NotPlayable;
import dev.tapedeck.run.Run;
import dev.tapedeck.web.dashboard.BuildsView.Wrong;
import dev.tapedeck.web.dashboard.Frames.Place;
import dev.tapedeck.web.dashboard.PlaybooksView.Asked;
import dev.tapedeck.web.dashboard.PlaybooksView.Card;
import dev.tapedeck.web.dashboard.PlaybooksView.StepOutline;
import dev.tapedeck.web.gateway.FailureStatus;
import dev.tapedeck.web.playbook.PlaybookControl;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** The playbooks, each with a form made of its parameters: looked at, played dry, played. */
@Path("/playbooks")
@RunOnVirtualThread
public final class PlaybooksPage {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final String CHECK = "check";
    private static final String DRY = "dry";

    private final Frames frames;
    private final PlaybookStore store;
    private final Playbooks playbooks;
    private final PlaybookControl control;
    private final NothingHere nothing;

    PlaybooksPage(
            Frames frames, PlaybookStore store, Playbooks playbooks, PlaybookControl control, NothingHere nothing) {
        this.frames = frames;
        this.store = store;
        this.playbooks = playbooks;
        this.control = control;
        this.nothing = nothing;
    }

    /** What was asked of one of them, and what came of it. */
    private record Answer(String name, PlaybookForm form, int status, String told, List<Wrong> wrong) {
        static final Answer NONE = new Answer("", PlaybookForm.EMPTY, OK, "", List.of());

        static Answer refused(String name, PlaybookForm form, int status, String why) {
            return new Answer(name, form, status, "", List.of(new Wrong(0, "", why)));
        }

        static Answer of(String name, PlaybookForm form, List<TextProblem> problems) {
            return problems.isEmpty()
                    ? new Answer(name, form, OK, "It can be played like this. Nothing was done.", List.of())
                    : new Answer(
                            name,
                            form,
                            BAD_REQUEST,
                            "",
                            problems.stream().map(BuildsPage::wrong).toList());
        }
    }

    @GET
    @Produces(PageWriter.HTML)
    public RestResponse<TemplateInstance> show(@Context UriInfo uri) {
        return page(Answer.NONE, uri);
    }

    /** Where a page that told of a refusal leads when it is loaded again. */
    @GET
    @Path("/{name}")
    public RestResponse<Void> back(@PathParam("name") String name) {
        return RestResponse.seeOther(URI.create("/playbooks"));
    }

    /** @param deed whether it is only looked at, played dry, or played */
    @POST
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(PageWriter.HTML)
    public RestResponse<TemplateInstance> act(
            @PathParam("name") String text,
            @FormParam("deed") @DefaultValue("") String deed,
            MultivaluedMap<String, String> fields,
            @Context UriInfo uri) {
        Optional<PlaybookName> name = InAddress.playbook(text);
        Optional<Playbook> playbook = name.flatMap(store::playbook);
        if (playbook.isEmpty()) {
            return nothing.playbook();
        }
        PlaybookForm form = new PlaybookForm(fields);
        Optional<String> misread = form.misread();
        if (misread.isPresent()) {
            return page(Answer.refused(text, form, BAD_REQUEST, misread.get()), uri);
        }
        return deed.equals(CHECK)
                ? page(Answer.of(text, form, problems(playbook.get(), form)), uri)
                : started(playbook.get(), form, deed.equals(DRY), uri);
    }

    private List<TextProblem> problems(Playbook playbook, PlaybookForm form) {
        return playbooks.problems(playbook.name(), Optional.of(form.parameters(playbook)));
    }

    private RestResponse<TemplateInstance> started(Playbook playbook, PlaybookForm form, boolean dry, UriInfo uri) {
        String name = playbook.name().value();
        try {
            Run run = control.start(playbook.name(), form.asked(playbook, dry));
            return RestResponse.seeOther(URI.create("/runs/" + run.id()));
        } catch (NotPlayable refused) {
            return page(Answer.of(name, form, refused.problems()), uri);
        } catch (FailedCall failed) {
            int status = FailureStatus.of(failed.failure());
            return page(Answer.refused(name, form, status, failed.failure().message()), uri);
        }
    }

    private RestResponse<TemplateInstance> page(Answer answer, UriInfo uri) {
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.fromStatusCode(answer.status()),
                        Pages.playbooks(frames.at(Place.PLAYBOOKS, "Playbooks"), view(answer, Address.of(uri))))
                .build();
    }

    private PlaybooksView view(Answer answer, String address) {
        try {
            return new PlaybooksView(
                    store.list().stream().map(stored -> card(stored, answer)).toList(), teaching(address), "");
        } catch (FailedCall failed) {
            return new PlaybooksView(List.of(), "", failed.failure().message());
        }
    }

    private static Card card(Stored stored, Answer answer) {
        String name = stored.name().value();
        boolean isMeant = name.equals(answer.name());
        PlaybookForm form = isMeant ? answer.form() : PlaybookForm.EMPTY;
        Asked asked = new Asked(
                form.cassette(), form.modes(), isMeant ? answer.told() : "", isMeant ? answer.wrong() : List.of());
        return switch (stored.checked()) {
            case CheckedPlaybook.Broken(List<TextProblem> problems) ->
                new Card(name, "", problems.stream().map(BuildsPage::wrong).toList(), List.of(), List.of(), "", asked);
            case CheckedPlaybook.Valid(Playbook playbook) ->
                new Card(
                        name,
                        playbook.description(),
                        List.of(),
                        playbook.parameters().stream().map(form::field).toList(),
                        playbook.steps().stream()
                                .map(step -> new StepOutline(
                                        step.name(),
                                        step.description(),
                                        step.action(),
                                        step.onFailure().id()))
                                .toList(),
                        words(playbook.guardrails()),
                        asked);
        };
    }

    private static String words(GuardrailSettings limits) {
        return "At most %,d actions, %,d tokens and %d failures in a row; coming back to a target after %d steps or more is told."
                .formatted(
                        limits.maxSteps(), limits.maxTokens(), limits.maxConsecutiveErrors(), limits.stuckRevisitGap());
    }

    /** Puts a playbook and plays it. */
    private static String teaching(String address) {
        return """
                curl -s -X PUT %1$s/api/v1/playbooks/greet --data-binary 'name: greet
                parameters: { who: { type: string, required: true } }
                steps: [ { name: greet, action: complete, params: { provider: simulator, model: gpt-4o-mini, prompt: "Greet {who}." } } ]'
                curl -s %1$s/api/v1/playbooks/greet/runs -H 'content-type: application/json' -d '{"parameters":{"who":"Ada"}}'""".formatted(address);
    }
}
