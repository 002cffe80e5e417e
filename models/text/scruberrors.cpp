// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/errorcodes.h"

#include <QCoreApplication>

namespace muster {

namespace {

struct ScrubErrors
{
    Q_DECLARE_TR_FUNCTIONS(ScrubErrors)

public:
    static constexpr ErrorCodeRow rows[]{
        // Registries
        {"registry_rows_unreadable",
         QT_TR_NOOP("Rows of %1 hold no phone number, so the registry was not imported: a number that is missing would "
                    "be called."),
         QT_TR_NOOP("Fix the rows shown below, choose the column of the numbers, or import without unreadable rows.")},
        {"registry_needs_region",
         QT_TR_NOOP("Numbers of %1 have no country code, and no region was chosen, so the registry was not imported."),
         QT_TR_NOOP("Choose the region that its numbers belong to. The first rows are shown below.")},
        {"download_moved", QT_TR_NOOP("%1 says that the file is at another address, which is never followed."),
         QT_TR_NOOP("Check the address shown below, and enter it if you trust it. The old registry stays in use.")},
        {"download_refused", QT_TR_NOOP("%1 did not hand out the file."),
         QT_TR_NOOP("Check the address in a browser. The server’s status is shown below; the old registry stays in use.")},
        {"registry_in_the_future", QT_TR_NOOP("The registry can’t be as of %1: that day is still to come."),
         QT_TR_NOOP("Enter the day of which its numbers are.")},
        {"registries_damaged", QT_TR_NOOP("The index of registries was damaged; it was kept as %1."),
         QT_TR_NOOP("Import the missing registries again.")},
        {"registry_altered",
         QT_TR_NOOP("The numbers of the registry %1 aren’t those that were imported, so nothing was scrubbed."),
         QT_TR_NOOP("Refresh or import the registry.")},
        {"unknown_registry", QT_TR_NOOP("There is no registry %1."),
         QT_TR_NOOP("See muster dnc registry list for the names, or import it.")},
        {"too_many_registries", QT_TR_NOOP("There are already 200 registries, so %1 was not imported."),
         QT_TR_NOOP("Remove some that you no longer need.")},
        {"too_many_prefixes", QT_TR_NOOP("The file has more than 1,000,000 prefixes."),
         QT_TR_NOOP("Check that it holds numbers: entries that end with * stand for all numbers that begin so.")},
        {"number_set_unreadable", QT_TR_NOOP("The file %1 of a registry’s numbers is damaged, so it was not used."),
         QT_TR_NOOP("Refresh or import the registry.")},
        {"registry_old",
         QT_TR_NOOP("The registry %1 is older than 31 days, the age that the US Telemarketing Sales Rule allows, so "
                    "nothing was scrubbed."),
         QT_TR_NOOP("Refresh it, or scrub without --refuse-old. Its date is shown below.")},
        // Scrubbing
        {"scrub_no_source", QT_TR_NOOP("There is nothing to scrub against."),
         QT_TR_NOOP("Import a registry and choose it, or choose a do-not-call group.")},
        {"too_many_sources", QT_TR_NOOP("Numbers can be scrubbed against at most 64 sources at once."),
         QT_TR_NOOP("Scrub the result against the others.")},
        {"scrub_file_changed",
         QT_TR_NOOP("The file %1 has changed since it was scrubbed, so nothing was written."),
         QT_TR_NOOP("Scrub it again.")},
        {"scrub_over_input", QT_TR_NOOP("%1 is the file that was scrubbed; it is never written over."),
         QT_TR_NOOP("Choose another name.")},
        {"scrub_same_file", QT_TR_NOOP("Two results would get the same name, %1."),
         QT_TR_NOOP("Choose another name for one of them.")},
    };
};

} // namespace

constinit const ErrorTable scrubErrors{"ScrubErrors", ScrubErrors::rows};

} // namespace muster
