package dev.tapedeck.web.dashboard;

import dev.tapedeck.web.dashboard.Frames.Place;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.resteasy.reactive.RestResponse;

/** The page for what isn't there. */
@Singleton
public final class NothingHere {
    private final Frames frames;

    NothingHere(Frames frames) {
        this.frames = frames;
    }

    RestResponse<TemplateInstance> cassette() {
        return because("There is no such cassette.", "It may have been deleted or renamed.", Place.RECORDINGS);
    }

    RestResponse<TemplateInstance> interaction() {
        return because(
                "There is no such interaction on this cassette.",
                "It may have been removed, or a fresh take has replaced it.",
                Place.RECORDINGS);
    }

    RestResponse<TemplateInstance> circuit() {
        return because(
                "There is no such circuit.",
                "It may be another process’s, or its model was not called yet.",
                Place.CIRCUITS);
    }

    RestResponse<TemplateInstance> build() {
        return because(
                "There is no such build.",
                "It may be another installation’s; the list has all of this one.",
                Place.BUILDS);
    }

    RestResponse<TemplateInstance> pipeline() {
        return because(
                "There is no such pipeline.",
                "It may have been deleted; the page Builds lists those there are.",
                Place.BUILDS);
    }

    RestResponse<TemplateInstance> artifact() {
        return because("There is no such artifact.", "Its address may be cut short.", Place.BUILDS);
    }

    RestResponse<TemplateInstance> run() {
        return because(
                "There is no such run.",
                "Its id may be mistyped, or another installation’s; the list has all of this one.",
                Place.RUNS);
    }

    RestResponse<TemplateInstance> playbook() {
        return because(
                "There is no such playbook that can be played.",
                "It may have been deleted or broken; the page Playbooks lists those there are.",
                Place.PLAYBOOKS);
    }

    RestResponse<TemplateInstance> page() {
        return because("There is no such page.", "The address may be mistyped.", Place.NOWHERE);
    }

    private RestResponse<TemplateInstance> because(String what, String next, Place place) {
        return RestResponse.status(
                Status.NOT_FOUND, Pages.nothing(frames.at(place, "Not found"), new NothingView(what, next)));
    }
}
