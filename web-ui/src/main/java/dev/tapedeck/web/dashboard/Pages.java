package dev.tapedeck.web.dashboard;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates, checked against their views when the application is built. */
@CheckedTemplate(basePath = "dashboard")
final class Pages {
    private Pages() {}

    static native TemplateInstance overview(Frame frame, OverviewView view);

    static native TemplateInstance recordings(Frame frame, RecordingsView view);

    static native TemplateInstance cassette(Frame frame, CassetteView view);

    static native TemplateInstance imported(Frame frame, ImportedView view);

    static native TemplateInstance interaction(Frame frame, InteractionView view);

    static native TemplateInstance misses(Frame frame, MissesView view);

    static native TemplateInstance sessions(Frame frame, SessionsView view);

    static native TemplateInstance circuits(Frame frame, CircuitsView view);

    static native TemplateInstance builds(Frame frame, BuildsView view);

    static native TemplateInstance plan(Frame frame, PlanView view);

    static native TemplateInstance build(Frame frame, BuildPageView view);

    static native TemplateInstance artifact(Frame frame, ArtifactPageView view);

    static native TemplateInstance runs(Frame frame, RunsView view);

    static native TemplateInstance run(Frame frame, RunPageView view);

    static native TemplateInstance playbooks(Frame frame, PlaybooksView view);

    static native TemplateInstance nothing(Frame frame, NothingView view);
}
