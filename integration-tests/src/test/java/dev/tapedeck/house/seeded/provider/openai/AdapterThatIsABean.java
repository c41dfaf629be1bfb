package dev.tapedeck.house.seeded.provider.openai;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Vetoed;

/** An adapter that makes itself known to the container. */
@ApplicationScoped
@Vetoed
public class AdapterThatIsABean {}
