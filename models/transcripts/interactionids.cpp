// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/transcripts/interactionids.h"

#include "models/sources/idlist.h"

#include <algorithm>

namespace muster {

InteractionIdList readInteractionIds(const QString &text)
{
    const auto read = IdList::parse(text);
    InteractionIdList list;
    if (!read) {
        list.error = read.error();
        return list;
    }
    list.ids = read->ids;
    list.repeated = read->duplicates.size();
    list.malformed = read->malformed.size();
    QList<IdList::Place> places; // both are by line
    std::ranges::merge(read->malformed, read->duplicates, std::back_inserter(places), {}, &IdList::Place::line,
                       &IdList::Place::line);
    for (const IdList::Place &place : places.mid(0, InteractionIdList::mostProblems)) {
        const bool repeated = place.fault == InteractionIdFault::None;
        list.problems << InteractionProblem{
            place.id, repeated ? InteractionProblem::Kind::Repeated : InteractionProblem::Kind::Malformed, place.fault,
            place.line};
    }
    return list;
}

} // namespace muster
