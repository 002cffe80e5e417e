// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"

#include <QDate>

namespace muster {

struct CheckedPlans;
class NumberPlanActions;
enum class PlanUse : std::uint8_t;
struct PlanEdition;

/// For `--json`: origin, version, released (null: not known), is_old.
[[nodiscard]] QJsonObject planEditionObject(const PlanEdition &edition, QDate today);

/// What `use` takes instead of a file: "newest", "installed"; nullopt: a file.
[[nodiscard]] std::optional<PlanUse> ownPlans(const QString &word);

/// `muster numbers plans show|check|use`: by which numbering plans phone numbers are judged, what a file would change, and
/// which are to be used from now on. Asks no tenant.
class NumberPlansCommand : public HeadlessCommand
{
    Q_OBJECT

public:
    enum class Act { Show, Check, Use };
    NumberPlansCommand(HeadlessContext context, Act act);

    void start() override;

private:
    void tellChecked(const CheckedPlans &plans);
    void tellEdition(const QString &sentence);

    const Act m_act;
    NumberPlanActions *const m_actions;
};

} // namespace muster
