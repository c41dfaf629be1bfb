package dev.tapedeck.web.wiring;

import dev.tapedeck.build.PriceList;
import dev.tapedeck.build.SchemaCheck;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.playbook.ActionRouter;
import dev.tapedeck.playbook.CompleteAction;
import dev.tapedeck.playbook.ExpectAction;
import dev.tapedeck.playbook.ExtractAction;
import dev.tapedeck.playbook.HttpAction;
import dev.tapedeck.playbook.Models;
import dev.tapedeck.playbook.PlaybookAction;
import dev.tapedeck.playbook.PlaybookReader;
import dev.tapedeck.playbook.PlaybookRunner;
import dev.tapedeck.playbook.PlaybookStore;
import dev.tapedeck.playbook.Playbooks;
import dev.tapedeck.playbook.Repetition;
import dev.tapedeck.playbook.SetAction;
import dev.tapedeck.playbook.WaitAction;
import dev.tapedeck.resilience.ReadOnlyGuard;
import dev.tapedeck.resilience.RetryPolicy;
import dev.tapedeck.resilience.Services;
import dev.tapedeck.run.Runs;
import dev.tapedeck.run.Sanitiser;
import dev.tapedeck.storage.playbook.FolderPlaybookStore;
import dev.tapedeck.storage.playbook.ShippedPlaybooks;
import dev.tapedeck.web.resilience.ResilienceSink;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** The part of the house in which playbooks are played. A new action is one more line here. */
@Singleton
class PlaybookRoom {
    private static final Logger LOG = Logger.getLogger(PlaybookRoom.class);

    private final Path directory;
    private final Settings settings;

    PlaybookRoom(TapedeckConfig config) {
        this.directory = config.playbooks().directory();
        this.settings = new Settings(config);
    }

    @Produces
    @Singleton
    Models models(ModelProviders providers, PriceList prices, SchemaCheck schemas, Time time) {
        return new Models(providers::find, prices, schemas, time);
    }

    @Produces
    @Singleton
    ActionRouter actions(Models models, Time time) {
        return new ActionRouter(List.of(
                new CompleteAction(models),
                new ExtractAction(models),
                new HttpAction(settings.playbookHosts(), time),
                new SetAction(),
                new ExpectAction(),
                new WaitAction(time),
                new PlaybookAction()));
    }

    @Produces
    @Singleton
    PlaybookStore store(ActionRouter actions, Models models) {
        try {
            ShippedPlaybooks.layInto(directory);
        } catch (FailedCall unwritable) {
            LOG.warn(unwritable.failure().message());
        }
        return new FolderPlaybookStore(directory, new PlaybookReader(actions, models));
    }

    @Produces
    @Singleton
    PlaybookRunner runner(
            ActionRouter actions,
            Models models,
            PlaybookStore store,
            Services services,
            RetryPolicy retryPolicy,
            ResilienceSink events,
            Sanitiser texts,
            Time time) {
        Repetition repetition = new Repetition(services, retryPolicy, time, events);
        return new PlaybookRunner(actions, models, repetition, texts, time, store::playbook);
    }

    @Produces
    @Singleton
    Playbooks playbooks(PlaybookStore store, PlaybookRunner runner, Runs runs, Sessions sessions, ReadOnlyGuard live) {
        return new Playbooks(
                store,
                runner,
                runs,
                sessions,
                live,
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("playbook-", 0).factory()));
    }
}
