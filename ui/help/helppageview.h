// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/background/workerjob.h"
#include "models/help/helpindex.h"
#include "ui/help/helpdocument.h"

#include <QTextBrowser>
#include <QTimer>
#include <functional>
#include <memory>
#include <utility>

namespace muster {

/// Shows a page of the manual or a licence. Reads the files of the manual only, never fetches anything; where a link
/// leads is for the window to say. Follows the theme. A page is read in one event, shown in the next and, when it is
/// long, laid out a slice an event, so that nothing waits for it: a place far down is reached a moment later. GUI
/// thread.
class HelpPageView : public QTextBrowser
{
    Q_OBJECT

public:
    static constexpr int zoomStep = 10; ///< Per cent of a key or a notch of the wheel.

    /// `index` outlives the view.
    explicit HelpPageView(const HelpIndex &index, QWidget *parent = nullptr);

    /// `place.page` is a page's id or the name of a licence's file ("MIT.txt"). False: there is no such page; the one
    /// that is shown stays.
    bool showPlace(const HelpPlace &place);
    [[nodiscard]] const HelpPlace &place() const { return m_place; }
    [[nodiscard]] QString title() const; ///< Of the page that is shown.
    /// Marks all places of these words, wherever one scrolls; none: no marks.
    void setTerms(const QStringList &terms);
    /// Marks all places of `text` and goes to the `step`-th from where the view is (+1, -1; 0: the nearest). Returns
    /// the number of the place that is current, from 1, and how many there are; {0, 0}: none.
    std::pair<int, int> findText(const QString &text, int step);
    /// In per cent of the application's font, 50 to 300.
    void setZoom(int percent);
    [[nodiscard]] int zoom() const { return m_zoom; }
    /// Makes the page for paper: light, in HTML that names compiled-in pictures. For a worker; holds all it needs.
    [[nodiscard]] std::function<QString()> toPaper() const;

    [[nodiscard]] QVariant loadResource(int type, const QUrl &name) override;

Q_SIGNALS:
    void pageShown(); ///< Another page is there, or the one that was asked for while nothing could be seen.
    /// A link within the manual was activated.
    void placeAsked(const muster::HelpPlace &place);
    void zoomChanged(int percent);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void refill();
    void showDocument(std::unique_ptr<QTextDocument> fresh);
    /// Makes the page that is wanted, for a worker; holds all it needs.
    [[nodiscard]] std::function<std::unique_ptr<QTextDocument>()> documentMaker(HelpLook look) const;
    [[nodiscard]] HelpLook screenLook() const; ///< On paper it is another one.
    void goToPlace();
    void goTo(int position);
    void comeNearer();
    void showMarks();
    void follow(const QUrl &link);
    [[nodiscard]] int room() const;

    const HelpIndex &m_index;
    HelpPlace m_place;
    QStringList m_terms;
    QString m_wanted; ///< What findText() looks for.
    int m_found = -1; ///< Position of the current place; -1: none.
    int m_zoom = 100;
    int m_filledWidth = 0; ///< 0: nothing is in it yet.
    QTimer m_refill; ///< Pictures are fitted when resizing has come to rest.
    /// The page on its way to the screen: its maker, then itself. Shared, because answers of workers are.
    using FreshDocument = std::shared_ptr<std::unique_ptr<QTextDocument>>;
    WorkerJob<FreshDocument> m_fresh;
    bool m_goesToPlace = false; ///< When it is shown; else one stays where one reads.
    int m_goal = -1; ///< Position that is to be at the top; -1: one is where one wanted to be.
    int m_laidOut = 0; ///< Position up to which the page was laid out on the way.
    QTimer m_nearer;
    QTimer m_marks; ///< Once for all that asks for it, in an event of its own.
};

} // namespace muster
