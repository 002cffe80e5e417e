// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/help/helpindex.h"

#include <QLatin1String>
#include <QObject>
#include <QPointer>
#include <QString>
#include <optional>

class QWidget;

namespace muster {

class HelpWindow;

/// The place for where `widget` is: of the nearest thing that it is in and that has one, by setHelpId() or by its
/// class, Q_CLASSINFO("help", "segments#checks"); beyond windows too: a dialog is in the page that opened it. Empty:
/// there is none.
[[nodiscard]] QString helpIdAt(const QWidget *widget);

/// Opens the manual: by F1 at the place of whoever has the focus (see helpIdAt()), also within a dialog, or at a
/// place by name. One per window of the work; the manual's window is made when it is first asked for. GUI thread.
class HelpCentre : public QObject
{
    Q_OBJECT

public:
    explicit HelpCentre(QObject *parent = nullptr);
    ~HelpCentre() override;

    /// "segments#checks", or the beginning of the manual. What is open already comes to the front.
    void open(const QString &helpId = {});
    /// The page for where `widget` is; without one the manual's first.
    void openAt(const QWidget *widget);
    /// About Muster and the licences of all that is in it.
    void openLicences() { open(QStringLiteral("licences")); }
    void close(); ///< The window goes; its layout is kept.

    /// Pages for whoever lists them elsewhere. Read at the first call.
    [[nodiscard]] const HelpIndex &index();
    /// Of the manual that is open: "segments#checks"; null: it is not.
    [[nodiscard]] QString shownPlace();
    [[nodiscard]] QByteArray layoutState() const;
    void restoreLayout(const QByteArray &state) { m_layout = state; } ///< Before the first open().

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::optional<HelpIndex> m_index;
    QPointer<HelpWindow> m_window;
    QByteArray m_layout;
};

} // namespace muster
