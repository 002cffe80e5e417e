// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/errorcodes.h"

#include <QCoreApplication>

namespace muster {

namespace {

struct ExtractionErrors
{
    Q_DECLARE_TR_FUNCTIONS(ExtractionErrors)

public:
    static constexpr ErrorCodeRow rows[]{
        {"extraction_too_old",
         QT_TR_NOOP(
             "CXone provides recorded interactions for the last 14 days only, and %1 is earlier. Nothing was sent."),
         QT_TR_NOOP("Start a new export of later days. What the interrupted export wrote stays until you discard it.")},
        {"extraction_days", QT_TR_NOOP("The days of %1 aren’t specified, so nothing was sent."),
         QT_TR_NOOP("Choose the first and last day.")},
        {"extraction_failed", QT_TR_NOOP("CXone couldn’t extract the recorded interactions for %1."),
         QT_TR_NOOP(
             "Read CXone’s message. Check the version of recorded interactions in the connection, then export again.")},
        {"extraction_cancelled", QT_TR_NOOP("Someone cancelled the extraction for %1 in CXone."),
         QT_TR_NOOP("Resume the run; it continues with that day.")},
        {"extraction_expired",
         QT_TR_NOOP("CXone let the result of the extraction %1 expire twice before it could be downloaded."),
         QT_TR_NOOP("Check the network, then resume the run; it continues with that day.")},
        {"extraction_under_way",
         QT_TR_NOOP("CXone is still working on the extraction for %1, longer than Muster waits."),
         QT_TR_NOOP("Resume the run later; it waits until the tenant’s single extraction slot is free.")},
        {"extraction_unknown",
         QT_TR_NOOP("The response about the extraction for %1 was lost, and one is running in the tenant that may be "
                    "this one or someone else’s: it’s unknown whether ours started. No second one was started."),
         QT_TR_NOOP("Resume the run later; it waits until the tenant’s single extraction slot is free.")},
        {"extraction_forbidden", QT_TR_NOOP("CXone refused to extract recorded interactions, twice, 30 seconds apart."),
         QT_TR_NOOP("Ask for permission to extract interaction metadata. If another program is extracting data from "
                    "this tenant, wait until it finishes.")},
        {"extraction_no_link",
         QT_TR_NOOP("CXone reports that the extraction %1 is complete but not where its result is."),
         QT_TR_NOOP("Resume the run; it continues with that day.")},
        {"extraction_column", QT_TR_NOOP("The tenant’s recorded interactions table has no column %1, or has it twice."),
         QT_TR_NOOP("Compare the recorded interactions columns in the connection with those of your tenant, then "
                    "export again.")},
        {"extraction_table",
         QT_TR_NOOP("The recorded interactions table is cut off or isn’t a table. None of it was saved."),
         QT_TR_NOOP("Resume the run; it requests that day again.")},
    };
};

} // namespace

constinit const ErrorTable extractionErrors{"ExtractionErrors", ExtractionErrors::rows};

} // namespace muster
