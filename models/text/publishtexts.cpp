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
    QList<PublishFact> facts{{PublishTexts::tr("Contacts at hand"), count.contacts},
                             {PublishTexts::tr("Go along"), count.taken}};
    const PublishFact reasons[]{
        {PublishTexts::tr("Of them with a number that somebody before them has"), count.repeatedNumber},
        {PublishTexts::tr("Not in the audience"), count.notMatching},
        {PublishTexts::tr("Left out: not known whether they match"), count.unsure},
        {PublishTexts::tr("Left out: in an excluded audience, or perhaps"), count.excluded},
        {PublishTexts::tr("Left out: no id"), count.withoutId},
        {PublishTexts::tr("Left out: somebody before them has that id"), count.repeatedId},
        {PublishTexts::tr("Left out: no valid number"), count.withoutNumber},
        {PublishTexts::tr("Left out: too long for a row of the list"), count.tooLong},
        {PublishTexts::tr("Left out: characters that the list cannot take"), count.unusable}};
    for (const PublishFact &fact : reasons) {
        if (fact.count > 0)
            facts.append(fact);
    }
    return facts;
}

} // namespace muster
