// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/publish/peopleselection.h"

#include <QList>
#include <QString>

namespace muster {

/// One of the things that can become of contacts when an audience is published.
struct PublishFact
{
    QString words; ///< "Left out: no valid number"
    qint64 count = 0;
};

/// All contacts at hand, who goes along, and each reason for leaving somebody out that there is; the first two always.
[[nodiscard]] QList<PublishFact> publishFacts(const PublishCount &count);

} // namespace muster
