// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listworkbench.h"
#include "models/rules/lists/purgegate.h"
#include "models/runs/lists/listorders.h"
#include "network/wire/limits.h"
#include "ui/common/forward.h"
#include "ui/lists/listconfirmpage.h"

#include <QWidget>

namespace muster {

class PlanChangesModel;
class PurgeWayBox;

/// What stands before a purge, asked of a person: the number and the name to be typed (F111), the gate's refusal in
/// words (F110, F112), and the choice to update only.
class PurgeConfirmation : public QWidget
{
    Q_OBJECT

public:
    explicit PurgeConfirmation(QWidget *parent = nullptr);
    void start(const SharedPlan &plan);
    void preferWithholding(bool withholds); ///< What start() chooses of the two, where it is a choice at all.
    void setBlocks(bool blocks); ///< The purge blocks numbers: the same question in other words.
    /// Asks the gate again; a plan grows old.
    void checkGate(const BelievableTime &now);
    [[nodiscard]] bool withholdsPurge() const; ///< By the person or by the gate.
    [[nodiscard]] std::optional<qint64> typedCount() const;
    [[nodiscard]] QString typedName() const;
    /// Whether what was typed is enough. Not concerned with a purge that is withheld.
    [[nodiscard]] bool isConfirmed() const;

Q_SIGNALS:
    void changed();

private:
    void refresh();
    [[nodiscard]] QString question(bool nameToo) const;

    SharedPlan m_plan;
    bool m_blocks = false;
    bool m_prefersWithholding = false;
    std::optional<ApiError> m_refusal;
    PlainLabel *m_refused = nullptr;
    QCheckBox *m_withhold = nullptr;
    PlainLabel *m_ask = nullptr;
    QLabel *m_countLabel = nullptr;
    QLineEdit *m_count = nullptr;
    QWidget *m_nameLabel = nullptr;
    QLineEdit *m_name = nullptr;
};

/// The last look before contacts are changed: exactly what will be sent and removed, where the backup goes, and what a
/// person must do to allow it (S30, F111). What is shown is a frozen plan; confirming hands out that plan and no other.
class ApplyPage : public ListConfirmPage
{
    Q_OBJECT
    Q_CLASSINFO("help", "contact-lists#review-and-apply")

public:
    explicit ApplyPage(QWidget *parent = nullptr);
    /// The plan is being frozen. `latency`: of the server lately, for the expected time. `limits`: how it takes
    /// changes. `canBlock`: the tenant has do-not-call groups.
    void prepare(const ConnectionProfile &profile, const ListSource &source, const ContactFilter &filter,
                 std::optional<std::chrono::milliseconds> latency, const ContactListLimits &limits,
                 bool canBlock = false);
    /// `isChanged`: its directive is not what is saved under that name.
    void showPlan(const SharedPlan &plan, bool isChanged = false);
    void showPlanError(const ApiError &error);
    void setTime(std::function<BelievableTime()> time); ///< By which the plan's age is judged (F107).
    void showMessage(const QString &sentence); ///< What became of a saved file; goes with the plan that it is about.
    /// Who is told when the run is complete, to begin with; a person may change it.
    void setAggregator(const QString &address);
    /// After prepare(): as an earlier run was told, to be looked at. What a person typed to allow it is not taken.
    void take(const ListApplyOrder &order);
    [[nodiscard]] const SharedPlan &plan() const { return m_plan; }
    [[nodiscard]] PurgeWayBox *way() const { return m_way; } ///< Asks for groups and is told of them.

Q_SIGNALS:
    void scopeAsked(bool shownOnly); ///< Freeze again with this scope.
    void saveAsked(); ///< All changes of the plan as CSV.
    void confirmed(const muster::ListApplyOrder &order);

private:
    QWidget *buildScope();
    QWidget *buildFacts();
    QWidget *buildAggregator();
    QWidget *buildChanges();
    void showFacts();
    [[nodiscard]] QString updatesText(qint64 fixes, qint64 batches) const;
    [[nodiscard]] QString purgesText(qint64 purges) const;
    [[nodiscard]] QString backupText() const;
    void showWay(); ///< What a purge does has been chosen.
    void showButtons() override;
    void confirm();
    [[nodiscard]] qint64 purgesNow() const;
    [[nodiscard]] QUrl aggregator() const;
    [[nodiscard]] QString problem(bool some) const; ///< Why nothing can be confirmed now.

    ContactFilter m_filter;
    std::optional<std::chrono::milliseconds> m_latency;
    ContactListLimits m_limits;
    SharedPlan m_plan;
    bool m_isChanged = false; ///< Its directive.
    std::function<BelievableTime()> m_now = [] { return BelievableTime(QDateTime::currentDateTimeUtc()); };

    PlainLabel *m_scope = nullptr;
    QRadioButton *m_all = nullptr;
    QRadioButton *m_shown = nullptr;
    PlainLabel *m_directive = nullptr;
    PlainLabel *m_updates = nullptr;
    PlainLabel *m_lasting = nullptr;
    PlainLabel *m_purges = nullptr;
    PlainLabel *m_backup = nullptr;
    PlainLabel *m_time = nullptr;
    QLineEdit *m_aggregator = nullptr;
    QTabWidget *m_tabs = nullptr;
    QPushButton *m_save = nullptr;
    PlainLabel *m_message = nullptr;
    PlanChangesModel *m_purgeModel = nullptr;
    PlanChangesModel *m_fixModel = nullptr;
    PurgeConfirmation *m_confirmation = nullptr;
    PurgeWayBox *m_way = nullptr;
    PlainLabel *m_purgesTitle = nullptr;
    QTimer *m_ageing = nullptr; ///< A plan goes stale while the page is open (F112).
};

} // namespace muster
