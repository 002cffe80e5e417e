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
             "CXone hands out recorded interactions of the last 14 days only, and %1 is before them. Nothing was "
             "sent."),
         QT_TR_NOOP("Begin a new export of later days. What the interrupted one has written stays until you discard "
                    "it.")},
        {"extraction_days", QT_TR_NOOP("The days of %1 are not named, so nothing was sent."),
         QT_TR_NOOP("Choose the first and the last day.")},
        {"extraction_failed", QT_TR_NOOP("CXone could not extract the recorded interactions of %1."),
         QT_TR_NOOP("Read what it says about it. Check the version of recorded interactions in the connection, then "
                    "export again.")},
        {"extraction_cancelled", QT_TR_NOOP("Somebody has cancelled the extraction of %1 in CXone."),
         QT_TR_NOOP("Resume the run: it goes on with that day.")},
        {"extraction_expired",
         QT_TR_NOOP("CXone has twice let the result of the extraction %1 expire before it could be fetched."),
         QT_TR_NOOP("Check the network, then resume the run: it goes on with that day.")},
        {"extraction_under_way", QT_TR_NOOP("CXone still works on the extraction of %1, longer than Muster waits."),
         QT_TR_NOOP("Resume the run later: it waits until the tenant\u2019s one place is free.")},
        {"extraction_unknown",
         QT_TR_NOOP("The answer to the extraction of %1 was lost, and one runs at the tenant that may be it or "
                    "somebody else\u2019s: whether it was begun is not known. No second one was begun."),
         QT_TR_NOOP("Resume the run later: it waits until the tenant\u2019s one place is free.")},
        {"extraction_forbidden",
         QT_TR_NOOP("CXone refuses to extract recorded interactions, twice with half a minute in between."),
         QT_TR_NOOP("Ask for the right to extract interaction metadata. If another program extracts data from this "
                    "tenant, wait until it is done.")},
        {"extraction_no_link", QT_TR_NOOP("CXone says that the extraction %1 is done, but not where its result is."),
         QT_TR_NOOP("Resume the run: it goes on with that day.")},
        {"extraction_column",
         QT_TR_NOOP("The tenant\u2019s table of recorded interactions has no column %1, or has it twice."),
         QT_TR_NOOP("Compare the columns of recorded interactions in the connection with those of your tenant, then "
                    "export again.")},
        {"extraction_table",
         QT_TR_NOOP("The table of recorded interactions breaks off or is no table. Nothing of it was kept."),
         QT_TR_NOOP("Resume the run: it asks for that day anew.")},
    };
};

} // namespace

constinit const ErrorTable extractionErrors{"ExtractionErrors", ExtractionErrors::rows};

} // namespace muster
