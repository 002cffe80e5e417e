// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/palette/namesearch.h"

#include <QElapsedTimer>
#include <QTimer>
#include <algorithm>

namespace muster {

namespace {

constexpr qint64 sliceNanoseconds = 4'000'000; // a quarter of a frame; the rest is for painting and keys
constexpr int namesBetweenLooks = 32; // at the clock

bool isBetter(const NameSearch::Hit &a, const NameSearch::Hit &b)
{
    return a.score == b.score ? a.place < b.place : a.score > b.score;
}

} // namespace

NameSearch::NameSearch(QObject *parent)
    : QObject(parent)
    , m_slice(new QTimer(this))
{
    m_slice->setInterval(0);
    connect(m_slice, &QTimer::timeout, this, &NameSearch::work);
}

void NameSearch::setNames(qsizetype count, std::function<Named(qsizetype)> read)
{
    m_read = std::move(read);
    m_count = count;
    m_names.clear();
    m_weights.clear();
    m_complete = false;
    m_narrowing = false;
    start();
}

void NameSearch::setQuery(const QString &typed)
{
    NameQuery query(typed);
    if (m_complete && query.narrows(m_query)) {
        m_candidates = std::move(m_found);
        m_narrowing = true;
    } else if (!m_narrowing || !query.narrows(m_query)) {
        m_narrowing = false;
    } // else: what the query before was looking through still holds all that can fit
    m_query = std::move(query);
    start();
}

bool NameSearch::isBusy() const
{
    return m_slice->isActive();
}

void NameSearch::start()
{
    m_next = 0;
    m_complete = false;
    m_found.clear();
    m_best.clear();
    m_slice->start();
}

void NameSearch::work()
{
    QElapsedTimer clock;
    clock.start();
    const qsizetype end = m_narrowing ? qsizetype(m_candidates.size()) : m_count;
    while (m_next < end) {
        look(m_narrowing ? m_candidates[std::size_t(m_next)] : m_next);
        ++m_next;
        if (m_next % namesBetweenLooks == 0 && clock.nsecsElapsed() > sliceNanoseconds)
            return; // the timer comes back when the window has had its turn
    }
    this->end();
}

void NameSearch::look(qsizetype place)
{
    if (place == qsizetype(m_names.size())) {
        const Named named = m_read(place);
        m_names.emplace_back(named.name, named.more);
        m_weights.push_back(named.weight);
    }
    const std::optional<int> score = nameScore(m_names[std::size_t(place)], m_query);
    if (!score)
        return;
    m_found.push_back(place);
    keep({place, *score + m_weights[std::size_t(place)]});
}

void NameSearch::keep(Hit hit)
{
    if (m_best.size() == std::size_t(mostHits)) {
        if (!isBetter(hit, m_best.front()))
            return;
        std::pop_heap(m_best.begin(), m_best.end(), isBetter);
        m_best.pop_back();
    }
    m_best.push_back(hit);
    std::push_heap(m_best.begin(), m_best.end(), isBetter);
}

void NameSearch::end()
{
    m_slice->stop();
    m_complete = true;
    std::sort(m_best.begin(), m_best.end(), isBetter);
    m_hits.swap(m_best);
    m_hitCount = qsizetype(m_found.size());
    Q_EMIT finished();
}

} // namespace muster
