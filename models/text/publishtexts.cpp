// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/publishtexts.h"

#include <QCoreApplication>

namespace muster {

namespace {

struct PublishTexts
{
    Q_DECLARE_TR_FUNCTIONS(PublishTexts)
};

} // namespace

QList<PublishFact> publishFacts(const PublishCount &count)
{
    QList<PublishFact> facts{{PublishTexts::tr("Loaded contacts"), count.contacts},
                             {PublishTexts::tr("To be published"), count.taken}};
    const PublishFact reasons[]{
        {PublishTexts::tr("Of these, with the same number as an earlier contact"), count.repeatedNumber},
        {PublishTexts::tr("Not in the audience"), count.notMatching},
        {PublishTexts::tr("Left out: match unknown"), count.unsure},
        {PublishTexts::tr("Left out: in an excluded audience, or possibly"), count.excluded},
        {PublishTexts::tr("Left out: no ID"), count.withoutId},
        {PublishTexts::tr("Left out: same ID as an earlier contact"), count.repeatedId},
        {PublishTexts::tr("Left out: no valid number"), count.withoutNumber},
        {PublishTexts::tr("Left out: too long for a list row"), count.tooLong},
        {PublishTexts::tr("Left out: characters the list can’t take"), count.unusable}};
    for (const PublishFact &fact : reasons) {
        if (fact.count > 0)
            facts.append(fact);
    }
    return facts;
}

} // namespace muster
