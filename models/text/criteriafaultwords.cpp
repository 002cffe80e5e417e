// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/criteriafaultwords.h"

#include "models/text/plaintext.h"

#include <QCoreApplication>

namespace muster {

namespace {

struct CriteriaFaultWords
{
    Q_DECLARE_TR_FUNCTIONS(CriteriaFaultWords)
};

QString wrongType(const QString &due)
{
    if (due == QLatin1String("object"))
        return CriteriaFaultWords::tr("An object in braces is due here.");
    if (due == QLatin1String("array"))
        return CriteriaFaultWords::tr("A list in square brackets is due here.");
    if (due == QLatin1String("text"))
        return CriteriaFaultWords::tr("A text in quotation marks is due here.");
    if (due == QLatin1String("boolean"))
        return CriteriaFaultWords::tr("Only true or false can stand here.");
    if (due == QLatin1String("integer"))
        return CriteriaFaultWords::tr("A whole number is due here.");
    return CriteriaFaultWords::tr("A text, a number, true or false is due here.");
}

QString sentence(const CriteriaFault &fault)
{
    using Code = CriteriaFault::Code;
    const QString word = visibleText(fault.word, 60);
    switch (fault.code) {
    case Code::TooBig:
        return CriteriaFaultWords::tr("This is more text than criteria may have.");
    case Code::InvalidUtf8:
        return CriteriaFaultWords::tr("This is no text in UTF-8.");
    case Code::InvalidJson:
        return CriteriaFaultWords::tr("This is not JSON.");
    case Code::CutShort:
        return CriteriaFaultWords::tr("The JSON ends too early.");
    case Code::TooDeepToRead:
        return CriteriaFaultWords::tr("Groups are nested too deeply to be read.");
    case Code::TooManyMembers:
        return CriteriaFaultWords::tr("An object has too many members.");
    case Code::RepeatedMember:
        return CriteriaFaultWords::tr("\u201c%1\u201d is there twice, so it is not clear which one counts.").arg(word);
    case Code::WrongType:
        return wrongType(fault.word);
    case Code::MissingMember:
        return CriteriaFaultWords::tr("\u201c%1\u201d is missing.").arg(word);
    case Code::UnknownMember:
        return CriteriaFaultWords::tr("\u201c%1\u201d is not known.").arg(word);
    case Code::NoNode:
        return CriteriaFaultWords::tr("A condition needs field, operator and value, a group operator and conditions.");
    case Code::UnknownJoin:
        return CriteriaFaultWords::tr("A group\u2019s operator is AND or OR, not \u201c%1\u201d.").arg(word);
    case Code::UnknownOperator:
        return CriteriaFaultWords::tr("There is no operator \u201c%1\u201d.").arg(word);
    case Code::UnknownSource:
        return CriteriaFaultWords::tr("There is no data source \u201c%1\u201d.").arg(word);
    case Code::NumberTooLong:
        return CriteriaFaultWords::tr("The number has more digits than are kept.");
    case Code::NotExpressible:
        return CriteriaFaultWords::tr("Criteria have nothing like \u201c%1\u201d.").arg(word);
    }
    return {};
}

} // namespace

QString criteriaFaultText(const CriteriaFault &fault)
{
    if (fault.path.isEmpty())
        return sentence(fault);
    //: %1 is a place in JSON, as in "conditions[2].value", %2 a whole sentence.
    return CriteriaFaultWords::tr("At %1: %2").arg(visibleText(fault.path, 200), sentence(fault));
}

} // namespace muster
