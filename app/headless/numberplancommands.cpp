// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/numberplancommands.h"

#include "models/runs/numberplanactions.h"
#include "models/text/plantexts.h"
#include "network/http/clock.h"

#include <QJsonArray>

namespace muster {

namespace {

QJsonArray differencesArray(const std::vector<PlanDifference> &differences)
{
    QJsonArray array;
    for (const PlanDifference &difference : differences) {
        array.append(QJsonObject{{QStringLiteral("calling_code"), difference.callingCode},
                                 {QStringLiteral("regions"), QString::fromStdString(difference.regions)},
                                 {QStringLiteral("newly_valid"), difference.newlyValid},
                                 {QStringLiteral("no_longer_valid"), difference.noLongerValid},
                                 {QStringLiteral("other_answer"), difference.otherAnswer}});
    }
    return array;
}

} // namespace

QJsonObject planEditionObject(const PlanEdition &edition, QDate today)
{
    QJsonObject object{{QStringLiteral("origin"), keyOf(edition.origin)},
                       {QStringLiteral("version"), edition.version},
                       {QStringLiteral("is_old"), edition.isOld(today)}};
    object.insert(QStringLiteral("released"),
                  edition.released.isValid() ? QJsonValue(edition.released.toString(Qt::ISODate)) : QJsonValue());
    return object;
}

std::optional<PlanUse> ownPlans(const QString &word)
{
    const auto use = valueOf<PlanUse>(word);
    return use == PlanUse::File ? std::nullopt : use;
}

NumberPlansCommand::NumberPlansCommand(HeadlessContext context, Act act)
    : HeadlessCommand(context)
    , m_act(act)
    , m_actions(new NumberPlanActions(context.workspace, this))
{
    connect(m_actions, &NumberPlanActions::failed, this, [this](const ApiError &error) { fail(error, ExitRefused); });
    connect(m_actions, &NumberPlanActions::changed, this,
            [this] { tellEdition(tr("Numbering plans now in use: %1")); });
    connect(m_actions, &NumberPlanActions::checked, this, [this](const NumberPlanActions::Checked &plans) {
        if (m_act == Act::Check)
            return tellChecked(*plans);
        m_actions->useFile(plans, QDate::fromString(commandLine().numberPlans.released, Qt::ISODate));
    });
}

void NumberPlansCommand::start()
{
    const QString &what = commandLine().numberPlans.what;
    if (m_act == Act::Show)
        return tellEdition(tr("Numbering plans: %1"));
    if (const auto own = m_act == Act::Use ? ownPlans(what) : std::nullopt)
        return m_actions->useOwn(*own);
    m_actions->check(absolute(what));
}

void NumberPlansCommand::tellEdition(const QString &sentence)
{
    const QDate today = workspace().clock().wallNow().toLocalTime().date();
    const PlanEdition edition = workspace().numberPlans().chosenEdition();
    console().line(sentence.arg(planEditionText(edition)));
    if (const QString age = planAgeText(edition, today); !age.isEmpty())
        console().line(age);
    complete({{QStringLiteral("outcome"), QStringLiteral("complete")},
              {QStringLiteral("use"), keyOf(workspace().numberPlans().use())},
              {QStringLiteral("plans"), planEditionObject(edition, today)}});
}

void NumberPlansCommand::tellChecked(const CheckedPlans &plans)
{
    QList<QStringList> rows{{tr("CALLING CODE"), tr("NEWLY VALID"), tr("NO LONGER VALID"), tr("CHANGED")}};
    for (const PlanDifference &difference : plans.differences)
        rows.append({callingCodeText(difference), numberCountText(difference.newlyValid),
                     numberCountText(difference.noLongerValid), numberCountText(difference.otherAnswer)});
    console().list(rows, tr("The file’s numbering plans match those in use."), {1, 2, 3});
    complete({{QStringLiteral("outcome"), QStringLiteral("complete")},
              {QStringLiteral("sha256"), plans.sha256},
              {QStringLiteral("differences"), differencesArray(plans.differences)}});
}

} // namespace muster
