// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listworkbench.h"
#include "models/runs/lists/listorders.h"
#include "network/wire/connectionprofile.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QRadioButton;
class QTabWidget;
class QTimer;

namespace muster {

class ConfirmButton;
class EnvironmentBadge;
class PlainLabel;
class PlanChangesModel;
class PurgeConfirmation;

/// The last look before contacts are changed: exactly what will be sent and removed, where the backup goes, and what a
/// person must do to allow it (S30, F111). What is shown is a frozen plan; confirming hands out that plan and no other.
class ApplyPage : public QWidget
{
    Q_OBJECT

public:
    explicit ApplyPage(QWidget *parent = nullptr);
    /// The plan is being frozen. `latency`: of the server lately, for the expected time.
    void prepare(const ConnectionProfile &profile, const ListSource &source, const ContactFilter &filter,
                 std::optional<std::chrono::milliseconds> latency);
    /// `isChanged`: its directive is not what is saved under that name.
    void showPlan(const SharedPlan &plan, bool isChanged = false);
    void showPlanError(const ApiError &error);
    void showStartError(const ApiError &error); ///< The run could not start; nothing was sent.
    void setLookOnly(bool lookOnly);
    void setTime(std::function<BelievableTime()> time); ///< By which the plan's age is judged (F107).
    void showMessage(const QString &sentence); ///< What became of a saved file; goes with the plan that it is about.
    /// Who is told when the run is complete, to begin with; a person may change it.
    void setAggregator(const QString &address);
    [[nodiscard]] const SharedPlan &plan() const { return m_plan; }

Q_SIGNALS:
    void closed();
    void scopeAsked(bool shownOnly); ///< Freeze again with this scope.
    void armAsked();
    void saveAsked(); ///< All changes of the plan as CSV.
    void confirmed(const muster::ListApplyOrder &order);

private:
    QWidget *buildScope();
    QWidget *buildFacts();
    QWidget *buildAggregator();
    QWidget *buildChanges();
    QWidget *buildFoot();
    void showFacts();
    void showButtons();
    void confirm();
    [[nodiscard]] qint64 purgesNow() const;
    [[nodiscard]] QUrl aggregator() const;
    [[nodiscard]] QString problem(bool some) const; ///< Why nothing can be confirmed now.

    ConnectionProfile m_profile;
    ContactFilter m_filter;
    std::optional<std::chrono::milliseconds> m_latency;
    SharedPlan m_plan;
    bool m_isChanged = false; ///< Its directive.
    bool m_lookOnly = false;
    std::function<BelievableTime()> m_now = [] { return BelievableTime(QDateTime::currentDateTimeUtc()); };
    QString m_error; ///< Why there is no plan, or no run.

    PlainLabel *m_title = nullptr;
    EnvironmentBadge *m_environment = nullptr;
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
    PlainLabel *m_problem = nullptr;
    QPushButton *m_arm = nullptr;
    PlainLabel *m_digest = nullptr;
    QPushButton *m_cancel = nullptr;
    ConfirmButton *m_confirm = nullptr;
    QTimer *m_ageing = nullptr; ///< A plan goes stale while the page is open (F112).
};

} // namespace muster
